import { Failure } from '../terminal/failure';

/** This machine itself, which no certificate is made for. */
const HERE = /^(localhost|127(\.\d+){3}|\[::1\])(?![^:/])/i;

/** The origin of an address that a person typed; where it names no scheme, http of this machine and https of any other. Throws a Failure. */
export function readOrigin(given: string): string {
  try {
    const url = new URL(given.includes('://') ? given : `${HERE.test(given) ? 'http' : 'https'}://${given}`);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url.origin;
  } catch {}
  throw new Failure(
    'URL_MALFORMED',
    `The address ${given} is not one like https://dashboard.example. Give one with --url.`,
    'usage',
  );
}
