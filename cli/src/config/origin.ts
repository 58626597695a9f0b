import { Failure } from '../terminal/failure';

/** The origin of an address that a person typed; https where it names no scheme. Throws a Failure. */
export function readOrigin(given: string): string {
  try {
    const url = new URL(given.includes('://') ? given : `https://${given}`);
    if (url.protocol === 'https:' || url.protocol === 'http:') return url.origin;
  } catch {}
  throw new Failure(
    'URL_MALFORMED',
    `The address ${given} is not one like https://dashboard.example. Give one with --url.`,
    'usage',
  );
}
