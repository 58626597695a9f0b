import { env } from './env';
import { isLoopbackHost } from './loopback-front';
import { shared } from './shared';

const WAIT_MS = 10_000;

export interface Letter {
  to: string;
  subject: string;
  /** Plain text: nothing in it is looked at as markup. */
  text: string;
}

/** Whether this server sends mail. */
export const sendsMail = (): boolean => env().SMTP_URL !== undefined;

const open = async (address: string) => {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // Links are secrets: they cross no network in the clear.
    requireTLS: !secure && !isLoopbackHost(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

/** Sends a letter; rejects where the mail server does not take it. */
export async function sendMail({ to, subject, text }: Letter): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) throw new Error('no mail server is set');
  const transport = await shared(`mail:${SMTP_URL}`, () => open(SMTP_URL));
  // As an object: what stands in a name can add no second address.
  await transport.sendMail({ from: MAIL_FROM, to: { name: '', address: to }, subject, text });
}
