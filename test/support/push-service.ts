import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';

const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));

/** What a push service was handed, as the browser reads it, and who said they sent it. */
export interface Received {
  message: Record<string, unknown>;
  headers: http.IncomingHttpHeaders;
  claims: Record<string, unknown>;
}

/** A push service on loopback with one browser behind it, which can read what is sealed for it. */
export async function startPushService() {
  const browser = createECDH('prime256v1');
  const p256dh = browser.generateKeys();
  const auth = randomBytes(16);
  const received: Received[] = [];
  const answers: { status: number; headers?: http.OutgoingHttpHeaders }[] = [];

  /** RFC 8291 from the browser's side. */
  function unseal(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const length = body.readUInt8(20);
    const theirs = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, theirs]);
    const key = derive(browser.computeSecret(theirs), auth, info, 32);
    const opened = createDecipheriv(
      'aes-128-gcm',
      derive(key, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
      derive(key, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
    );
    opened.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()]);
    if (text.at(-1) !== 2) throw new Error('it is not the last record');
    return text.subarray(0, -1).toString('utf8');
  }

  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { status, headers } = answers.shift() ?? { status: 201 };
    if (status < 300) {
      const [, token, key] = request.headers.authorization?.match(/^vapid t=(.+), k=(.+)$/) ?? [];
      const point = Buffer.from(key ?? '', 'base64url');
      const jwk = {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      };
      const { payload } = await jwtVerify(token ?? '', jwk, { algorithms: ['ES256'], audience: origin });
      const message = JSON.parse(unseal(Buffer.concat(parts)));
      received.push({ message, headers: request.headers, claims: payload });
    }
    response.writeHead(status, headers).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    received,
    /** How it answers the next calls, in turn; 201 after that. */
    answers,
    subscription: {
      endpoint: `${origin}/browser/1`,
      keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
