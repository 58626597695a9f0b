import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leafAt, type Recording } from '../recorded/recording';
import { send } from '../support/protocol-runner';
import { withApi } from './with-api';

const FOLDER = path.resolve('test/recorded');
const recordings = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Recording);
const api = withApi('own');

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
type Change = (body: object, endpoint: string) => object;

/** Says again what was recorded, with what this server makes up; each answer must be one that the recorded version reads. */
async function replay({ calls, answers }: Recording, change: Change, protocol: string): Promise<unknown[]> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { kty, crv, x } = await exportJWK(publicKey);
  const given: unknown[] = [];
  const fresh = new Map<string, string>();
  let session = '';
  const told = (text: string) =>
    text
      // What was waited for is there.
      .replace(/waitMs=\d+/, 'waitMs=0')
      .replace(UUID, (known) => fresh.get(known) ?? fresh.set(known, randomUUID()).get(known)!)
      .replace(/\{\{(\d+):([^}]+)\}\}/g, (_, n: string, at: string) => String(leafAt(given[Number(n)], at)));
  const assertion = (runnerId: string) =>
    new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(runnerId)
      .setSubject(runnerId)
      .setAudience(api.url)
      .setIssuedAt()
      .setExpirationTime('55s')
      .sign(privateKey);

  let runnerId = '';
  for (const call of calls) {
    const { endpoint, method, bytes, status } = call;
    const headers = JSON.parse(told(JSON.stringify(call.headers))) as Record<string, string>;
    if (headers['ao-session']) headers['ao-session'] = session;
    if (headers['ao-protocol']) headers['ao-protocol'] = protocol;
    let body = call.body === undefined ? undefined : JSON.parse(told(JSON.stringify(call.body)));
    if (endpoint === 'claim') body.waitMs = 2_000;
    if (endpoint === 'createProject') body.name = randomUUID();
    if (endpoint === 'issueToken') body = { assertion: await assertion(runnerId) };
    if (endpoint === 'enrollRunner') body = { ...body, publicJwk: { kty, crv, x } };
    if (body && call.path.startsWith('/api/runner/')) body = change(body, endpoint);
    const answer = await send(api.url, method, told(call.path), {
      headers,
      ...(bytes ? { bytes: Buffer.from(bytes, 'base64') } : { body }),
    });
    expect([answer.status, answer.error], `${endpoint} ${call.path}`).toEqual([status, undefined]);
    const schema = answers[endpoint];
    if (schema)
      expect(z.fromJSONSchema(lenient(schema)).safeParse(answer.data).error, endpoint).toBeUndefined();
    if (endpoint === 'enrollRunner') runnerId = answer.data.runnerId;
    if (endpoint === 'openSession') session = String(answer.data.sessionEpoch);
    given.push(answer.data);
  }
  return given;
}

/** As runners read: what they do not know they leave alone. */
const lenient = (schema: unknown): z.core.JSONSchema.JSONSchema =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'additionalProperties' && value === false ? undefined : value,
    ),
  );

describe.each(recordings)('a runner that speaks $protocol', (recording) => {
  it('does its whole work with this server, and reads every answer', async () => {
    const given = await replay(recording, (body) => body, recording.protocol);
    expect(JSON.stringify(given)).toContain('"taskStatus":"COMPLETED"');
  });

  it('may be newer: a later minor version with fields that this server does not know', async () => {
    const newer: Change = (body, endpoint) => ({
      ...body,
      ...(endpoint === 'openSession' ? { protocol: '1.99' } : {}),
      fromTheFuture: { yes: true },
    });
    const given = await replay(recording, newer, '1.99');
    expect(JSON.stringify(given)).toContain('"taskStatus":"COMPLETED"');
  });
});
