import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { sendMail, sendsMail } from '@/lib/mail';
import { type LinkOwner, makeLink } from './account-links';
import { countTry } from './count-try';

/** Letters a minute to one address. */
const MOST = 3;

/** Mails a link by which a person proves that an address is theirs. Throws FORBIDDEN where no mail is sent, RATE_LIMITED. */
export async function mailVerification(owner: LinkOwner): Promise<void> {
  if (!sendsMail())
    throw new AppError('FORBIDDEN', 'This server sends no mail, so no address can be proven.');
  await countTry(`verify:${owner.email}`, MOST);
  const { token } = await makeLink('verify', owner);
  await sendMail({
    to: owner.email,
    subject: 'Confirm your address for Agent Orchestrator',
    text: `An account was made for ${owner.email}. Confirm that this address is yours, within a day:
${env().PUBLIC_URL?.replace(/\/+$/, '')}/verify#${token}

It asks for the account’s password. You made no account? Then leave this letter alone: nobody can use your address.
`,
  });
}
