import { logger } from '@/lib/logger';
import { sendMail, sendsMail } from '@/lib/mail';
import { countTry } from './count-try';

/** Letters a minute from one person: others' mailboxes are not theirs to fill. */
const MOST = 10;

/** A letter that invites somebody. `from` is the address of who invites, `link` what lets them in. */
interface Letter {
  from: string;
  to: string;
  link: string;
}

/**
 * Mails an invitation; answers whether the mail server took it. Names that people choose stand nowhere in it: nobody can
 * have a text of their own sent to strangers. Throws RATE_LIMITED.
 */
export async function mailInvitation({ from, to, link }: Letter): Promise<boolean> {
  if (!sendsMail()) return false;
  await countTry(`invite:${from}`, MOST);
  try {
    await sendMail({
      to,
      subject: 'You are invited to Agent Orchestrator',
      text: `${from} invites you to a workspace. The link is good once, for seven days:
${link}

You do not know who that is? Then leave this letter alone.
`,
    });
    return true;
  } catch (error) {
    logger().error({ err: error }, 'an invitation was not mailed');
    return false;
  }
}
