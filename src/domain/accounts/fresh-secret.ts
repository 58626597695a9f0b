import { newCredential } from '@/lib/hash';

/** The prefix and five characters: no use to anybody, enough for its owner. */
const HINT = 12;

/** A new access token of a person, with what is kept of it. */
export function freshSecret(): { token: string; hash: Buffer<ArrayBuffer>; hint: string } {
  const { token, hash } = newCredential('ao_pat_');
  return { token, hash, hint: token.slice(0, HINT) };
}
