import { createPrivateKey, sign } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { env } from '../env';
import { endpointFault, isPublicAddress } from './endpoint-fault';
import { type PushKeys, sealPush } from './seal-push';
import { vapidKeys } from './vapid-keys';

const WAIT_MS = 10_000;
/** Push services take half a day and more; a day is their most. */
const TOKEN_S = 12 * 3600;

export interface Push {
  endpoint: string;
  keys: PushKeys;
  message: string;
  /** How long it is worth waiting for the browser, in seconds. */
  ttlS: number;
  urgent: boolean;
}
/** taken, gone: nobody listens there any more, again: worth another try, no sooner than so many seconds, refused: not worth one. */
export type Posted = { state: 'taken' | 'gone' | 'refused' } | { state: 'again'; afterS: number | null };

/** Hands a message to the push service of a browser. Never rejects; nothing is followed, and no answer is read. */
export async function postPush({ endpoint, keys, message, ttlS, urgent }: Push): Promise<Posted> {
  if (endpointFault(endpoint)) return { state: 'gone' };
  const body = sealPush(message, keys);
  const { protocol, origin } = new URL(endpoint);
  const headers = {
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    'content-length': body.length,
    ttl: Math.max(0, Math.round(ttlS)),
    urgency: urgent ? 'high' : 'normal',
    authorization: await authorization(origin),
  };
  return new Promise((resolve) => {
    const options = { method: 'POST', headers, timeout: WAIT_MS, lookup: lookUp, agent: false } as const;
    const request = (protocol === 'https:' ? https : http).request(endpoint, options, (response) => {
      response.resume();
      resolve(judge(response.statusCode ?? 0, Number(response.headers['retry-after'])));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ state: 'again', afterS: null }));
    request.end(body);
  });
}

function judge(status: number, afterS: number): Posted {
  if (status >= 200 && status < 300) return { state: 'taken' };
  if (status === 404 || status === 410) return { state: 'gone' };
  if (status === 429 || status >= 500)
    return { state: 'again', afterS: Number.isFinite(afterS) ? afterS : null };
  return { state: 'refused' };
}

/** A name may lead anywhere, and elsewhere each time it is asked: what is connected to is what was looked at. */
const lookUp: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const allowed = found?.filter(({ address }) => env().PUSH_TO_LOOPBACK || isPublicAddress(address)) ?? [];
    const [first] = allowed;
    if (error || !first) return done(error ?? new Error(`${hostname} leads to no public address`), '', 0);
    if (options.all) return done(null, allowed);
    done(null, first.address, first.family);
  });

/** Who sends, signed for this one service (RFC 8292). */
async function authorization(audience: string): Promise<string> {
  const { publicKey, privateKey } = await vapidKeys();
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { aud: audience, exp: Math.floor(Date.now() / 1000) + TOKEN_S, sub: subject() };
  const said = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`;
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signature = sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${said}.${signature.toString('base64url')}, k=${publicKey}`;
}

/** Whom a push service can write to. */
const subject = (): string =>
  env().VAPID_SUBJECT ??
  (env().PUBLIC_URL?.startsWith('https:') ? env().PUBLIC_URL! : 'mailto:nobody@example.com');
