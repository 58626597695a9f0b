import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { PrivateJwk } from '../config/store';

/** The public half of a key for signing, as people hand it around: `aok_` and the 32 bytes of an Ed25519 key. */
export const PUBLIC_KEY = /^aok_[\w-]{43}$/;

/** The name by which machines trust a key. */
export const publicKeyOf = ({ x }: PrivateJwk): string => `aok_${x}`;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims as a compact JWS (EdDSA) that names its key. */
export function signClaims(claims: object, key: PrivateJwk): string {
  const text = `${encode({ alg: 'EdDSA', typ: 'ao-signed+jwt', kid: publicKeyOf(key) })}.${encode(claims)}`;
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: { ...key }, format: 'jwk' }));
  return `${text}.${signature.toString('base64url')}`;
}

/** The key that a JWS names, whether or not that has signed it; null where it names none. */
export function keyOf(jws: string): string | null {
  const kid = String(decode(jws.split('.')[0])?.kid);
  return PUBLIC_KEY.test(kid) ? kid : null;
}

/** The claims of a JWS that one of these keys has signed, or, in the middle of a sentence, why it is none. */
export function readClaims(
  jws: string,
  trusted: string[],
): { claims: Record<string, unknown> } | { why: string } {
  const [head, body, signature, ...more] = jws.split('.');
  const header = decode(head);
  const claims = decode(body);
  if (!header || !claims || !body || !signature || more.length > 0 || header.typ !== 'ao-signed+jwt')
    return { why: 'its signature is none that this program can read' };
  const kid = String(header.kid);
  if (!PUBLIC_KEY.test(kid)) return { why: 'its signature names no key' };
  if (!trusted.includes(kid))
    return {
      why: `it is signed with ${kid}, which this machine does not trust. To trust that key: agent-orchestrator config set trustedKeys ${[...trusted, kid].join(',')}`,
    };
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: kid.slice('aok_'.length) },
    format: 'jwk',
  });
  const good = verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'));
  return good ? { claims } : { why: `its signature is not one of ${kid}` };
}

function decode(part: string | undefined): Record<string, unknown> | null {
  try {
    const value = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return value && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
