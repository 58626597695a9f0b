import { signInTables } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { inTheBackground } from '@/lib/in-the-background';
import { sendMail, sendsMail } from '@/lib/mail';
import { makeLink } from './account-links';
import { countTry } from './count-try';

/** Letters a minute to one address, whoever asks for them. */
const MOST = 3;

/**
 * Mails a link for a new password to who has an account with this address. Nobody learns whether there is one: all that
 * depends on it happens after the answer. Throws FORBIDDEN where no mail is sent, RATE_LIMITED.
 */
export async function requestReset(email: string): Promise<void> {
  if (!sendsMail())
    throw new AppError(
      'FORBIDDEN',
      'This server sends no mail. An owner or admin of your workspace can make a link for a new password in Settings.',
    );
  await countTry(`reset:${email}`, MOST);
  await inTheBackground('a link for a new password was not mailed', async () => {
    const user = await signInTables().user.findUnique({ where: { email } });
    if (!user) return;
    const { token } = await makeLink('reset_by_mail', { userId: user.id, email });
    await sendMail({
      to: email,
      subject: 'A new password for Agent Orchestrator',
      text: `Somebody, you it seems, asked for a new password for ${email}.

Set it here, within an hour:
${env().PUBLIC_URL?.replace(/\/+$/, '')}/reset#${token}

You did not ask? Then nothing has changed, and nothing needs to be done.
`,
    });
  });
}
