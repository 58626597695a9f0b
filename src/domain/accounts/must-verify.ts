import { env } from '@/lib/env';
import { sendsMail } from '@/lib/mail';

/** Whether an account does nothing before its address is proven: where strangers may make one, and a letter can prove it. */
export const mustVerify = (): boolean => env().SIGN_UP === 'open' && sendsMail();
