import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson } from '@/contract/canonical-json';
import type { AnyEndpoint } from '@/contract/endpoint';
import { decrypt, encrypt } from '@/lib/encrypt';
import { AppError } from '@/lib/errors';
import { GIVE_KEY_BACK, KEEP_ANSWER, TAKE_KEY } from '@/lib/first-answer.sql';
import { sha256 } from '@/lib/hash';
import { engine } from '@/lib/pool';
import type { Caller, Person } from './callers';
import type { ApiAnswer, ApiRequest } from './request';

/** How long a repeated call waits for the first to be answered, and how often it looks. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 40;
const USE = 'first-answer';
/** Characters of an answer that is kept to be told again: what a thousand tasks that were made are answered fits. */
export const MOST_KEPT = 256 * 1024;

interface Asked {
  params: unknown;
  query: unknown;
  body: unknown;
  bytes: Uint8Array;
}

/**
 * Answers a call of a person that changes something, by `run`; where it carries an Idempotency-Key, once in a day: who
 * repeats it gets the first answer again, or CONFLICT where that was too long to be kept: it is not done twice. A refusal
 * changes nothing and is not kept. Throws BAD_REQUEST for a key of the wrong form, IDEMPOTENCY_MISMATCH where it was used for
 * something else, IDEMPOTENCY_BUSY where the first goes on.
 */
export function answerOnce(
  endpoint: AnyEndpoint,
  caller: Caller,
  request: ApiRequest,
  asked: Asked,
  run: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const key = caller.kind === 'person' ? request.header('idempotency-key') : undefined;
  if (key === undefined || caller.kind !== 'person' || endpoint.method === 'GET') return run();
  return answerKey(key, endpoint, caller, asked, run);
}

async function answerKey(
  key: string,
  endpoint: AnyEndpoint,
  caller: Person,
  { params, query, body, bytes }: Asked,
  run: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError(
      'BAD_REQUEST',
      'An Idempotency-Key is 1 to 200 visible ASCII characters, such as a UUID. Send another one.',
    );
  const place = [caller.workspaceId, scopeOf(caller), key];
  const hash = sha256(canonicalJson({ name: endpoint.name, params, query, body, ...sumOf(bytes) }));
  const earlier = await take(place, hash);
  if (earlier) return earlier;
  let answer: ApiAnswer | undefined;
  try {
    answer = await run();
    if (typeof answer.body === 'string')
      await engine.query(KEEP_ANSWER, [...place, encrypt(USE, JSON.stringify(keptOf(answer, answer.body)))]);
    return answer;
  } finally {
    if (!answer || typeof answer.body !== 'string') await engine.query(GIVE_KEY_BACK, place);
  }
}

/** Of an answer that is too long its status alone. */
const keptOf = (answer: ApiAnswer, body: string): ApiAnswer =>
  body.length > MOST_KEPT ? { status: answer.status, headers: {}, body: null } : answer;

/** A raw body is the same where its digest is. */
const sumOf = (bytes: Uint8Array) =>
  bytes.byteLength === 0 ? {} : { sha256: sha256(bytes).toString('hex') };

/** The answer of the first call with this key; null where this is the first. */
async function take(place: unknown[], hash: Buffer): Promise<ApiAnswer | null> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const [row] = await engine.query<{ mine: boolean; asked: Buffer; answer: Buffer | null }>(TAKE_KEY, [
      ...place,
      hash,
    ]);
    if (row?.mine) return null;
    if (row && !row.asked.equals(hash))
      throw new AppError(
        'IDEMPOTENCY_MISMATCH',
        'This Idempotency-Key was used for another call in the last day. Use one key for one call.',
      );
    if (row?.answer) {
      const first = JSON.parse(decrypt(USE, row.answer)) as ApiAnswer;
      if (first.body === null) throw notKept(first.status);
      return { ...first, headers: { ...first.headers, 'idempotency-replayed': 'true' } };
    }
    if (performance.now() > until)
      throw new AppError(
        'IDEMPOTENCY_BUSY',
        'The first call with this Idempotency-Key has no answer yet. Try again in a moment; if that stays so, its server has ended: look whether it was done, and use another key.',
        { details: { retryAfter: 2 } },
      );
    await sleep(LOOK_MS);
  }
}

const notKept = (status: number) =>
  new AppError(
    'CONFLICT',
    `The call with this Idempotency-Key was done and answered ${status}; the answer was too long to be kept. Do not send it again: read what is there.`,
    { details: { done: true, status } },
  );

const scopeOf = ({ userId, token }: Person): string => `${userId}:${token?.id ?? ''}`;
