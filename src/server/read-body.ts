import type { IncomingMessage } from 'node:http';
import { AppError } from '@/lib/errors';

/**
 * The whole body of a request; rejects with BODY_TOO_LARGE past `max` bytes (before reading, where its length
 * is told) and with BAD_REQUEST where the client stops half-way.
 */
export function readBody(incoming: IncomingMessage, max: number): Promise<Uint8Array> {
  if (Number(incoming.headers['content-length'] ?? 0) > max) return Promise.reject(tooLarge(max));
  return new Promise((resolve, reject) => {
    const cutOff = () =>
      !incoming.complete &&
      reject(new AppError('BAD_REQUEST', 'The connection ended before the whole body was here.'));
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= max) return;
      // What still comes is thrown away, so that the client gets to read why.
      incoming.off('data', take).resume();
      reject(tooLarge(max));
    };
    // Each comes once, and the wrapper that would make sure costs as much as the listener.
    incoming
      .on('data', take)
      .on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)))
      .on('close', cutOff)
      .on('error', cutOff);
    // It may have ended before anybody listened.
    if (incoming.destroyed && !incoming.readableEnded) cutOff();
  });
}

const tooLarge = (max: number): AppError =>
  new AppError('BODY_TOO_LARGE', `The body is larger than the ${max} bytes this call takes.`);
