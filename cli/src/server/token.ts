import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { issueToken, type PublicJwk } from '@/contract/enrollment';
import { loadConnection, nextKey, type PrivateJwk } from '../config/store';
import { call } from './call';
import { isFault, type ServerFault } from './server-fault';

/** A fresh Ed25519 key pair: the private half for the key file, the public half for the server. */
export function makeKey(): { privateJwk: PrivateJwk; publicJwk: PublicJwk } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x, d } = privateKey.export({ format: 'jwk' }) as { x: string; d: string };
  return { privateJwk: { kty: 'OKP', crv: 'Ed25519', x, d }, publicJwk: { kty: 'OKP', crv: 'Ed25519', x } };
}

/** A signed statement of who this runner is, good for 55 s at one server. `skewMs` is added to this machine's clock. */
export function makeAssertion(
  runnerId: string,
  key: PrivateJwk,
  audience: string,
  skewMs = 0,
  more: Record<string, string> = {},
): string {
  const now = Math.floor((Date.now() + skewMs) / 1000);
  const claims = {
    iss: runnerId,
    sub: runnerId,
    aud: audience,
    jti: randomUUID(),
    iat: now,
    exp: now + 55,
    ...more,
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ alg: 'EdDSA', typ: 'JWT' })}.${encode(claims)}`;
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: { ...key }, format: 'jwk' }));
  return `${text}.${signature.toString('base64url')}`;
}

export interface TokenSource {
  /** A valid access token, fetched when there is none. */
  get(signal?: AbortSignal): Promise<string>;
  /** Forget a token that the server no longer accepts. */
  drop(token: string): void;
  /** How far the server's clock is ahead of this one, in milliseconds; null before the first answer. */
  skewMs(): number | null;
  /** Whether a person lets this runner take no work, and why, as of the last token; null where it may. */
  paused(): { note: string | null } | null;
}

/** Exchanges assertions for access tokens: one request at a time, renewed after four fifths of a token's life. */
export function createTokenSource(origin: string, runnerId: string, first: PrivateJwk): TokenSource {
  let held: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;
  let skew: number | null = null;
  let paused: ReturnType<TokenSource['paused']> = null;
  let key = first;

  const ask = async (signal?: AbortSignal) => {
    const answer = await call(origin, issueToken, {
      body: { assertion: makeAssertion(runnerId, key, origin, skew ?? 0) },
      signal,
    });
    skew = Date.parse(answer.serverTime) - Date.now();
    paused = answer.paused ?? null;
    held = { token: answer.accessToken, until: performance.now() + answer.expiresInMs * 0.8 };
    return answer.accessToken;
  };
  const fetchToken = async (signal?: AbortSignal) => {
    try {
      return await ask(signal);
    } catch (error) {
      if (!isFault(error, 'auth')) throw error;
      const correction = clockCorrection(error);
      const isOff = correction !== null && Math.abs(correction - (skew ?? 0)) >= 5000;
      if (isOff) skew = correction;
      // Another process of this machine may have changed the key meanwhile.
      return askWith([...(isOff ? [key] : []), ...storedKeys(key)], error, signal);
    }
  };
  /** With the first of these keys that the server knows; throws `fault`, or why the last was refused. */
  const askWith = async (keys: PrivateJwk[], fault: ServerFault, signal?: AbortSignal) => {
    const before = key;
    for (const candidate of keys) {
      key = candidate;
      try {
        return await ask(signal);
      } catch (error) {
        key = before;
        if (!isFault(error, 'auth')) throw error;
        fault = error;
      }
    }
    throw fault;
  };

  return {
    get: (signal) => {
      if (held && performance.now() < held.until) return Promise.resolve(held.token);
      pending ??= fetchToken(signal).finally(() => {
        pending = null;
      });
      return pending;
    },
    drop: (token) => {
      if (held?.token === token) held = null;
    },
    skewMs: () => skew,
    paused: () => paused,
  };
}

/** Keys of this machine that are not the one in use: the stored one, and one whose change was never confirmed. */
const storedKeys = (inUse: PrivateJwk): PrivateJwk[] =>
  [loadConnection()?.key, nextKey()].filter(
    (stored) => stored != null && stored.x !== inUse.x,
  ) as PrivateJwk[];

function clockCorrection(fault: ServerFault): number | null {
  const said = Date.parse(String(fault.facts.details.serverTime ?? fault.facts.details.date ?? ''));
  return Number.isNaN(said) ? null : said - Date.now();
}
