import { env } from './env';
import { shared } from './shared';

const front = () => shared('front', () => ({ loopback: false }));

/** Said by the self-hosted server once it listens on loopback and nowhere else. */
export const markLoopbackFront = (): void => {
  front().loopback = true;
};

/** Whether this process may take a loopback host name as the single user: nobody else can reach it. */
export const isLoopbackFront = (): boolean => env().SINGLE_USER === 'loopback' || front().loopback;

/** Whether a Host header names this machine, which a page of another site cannot make a browser send. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(host);

/** Whether a peer address is this machine. */
export const isLoopbackAddress = (address: string | null): boolean =>
  address === '::1' || address?.startsWith('127.') === true || address?.startsWith('::ffff:127.') === true;

/**
 * Whether a request says that it is passed on for somebody elsewhere. A proxy or a tunnel connects from this machine, and many
 * call it by its own name: neither the peer's address nor the Host header tells them from whoever sits here.
 */
export function isPassedOn(header: (name: string) => string | undefined): boolean {
  const callers = [header('x-forwarded-for'), header('x-real-ip')].flatMap((said) => said?.split(',') ?? []);
  const host = header('x-forwarded-host');
  return (
    header('forwarded') !== undefined ||
    callers.some((address) => !isLoopbackAddress(address.trim())) ||
    (host !== undefined && !isLoopbackHost(host))
  );
}
