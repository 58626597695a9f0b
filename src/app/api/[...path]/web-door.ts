import { handle } from '@/api/router';
import type { ApiAnswer, ApiRequest } from '@/http/request';
import { callerAddress } from '@/lib/caller-address';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** The door behind Next's route handlers, for serverless hosting and development: a Web request in, a Web response out. */
export async function webDoor(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const answer = await handle({
    method: request.method,
    path: decoded(url.pathname),
    search: url.searchParams,
    header: (name) => request.headers.get(name) ?? undefined,
    body: (max) => readBody(request, max),
    // The platform sets this header itself; anywhere else a caller could.
    remoteAddress: callerAddress(
      env().VERCEL ? request.headers.get('x-real-ip') : null,
      request.headers.get('x-forwarded-for') ?? undefined,
      env().TRUSTED_PROXIES,
    ),
    door: 'next',
    signal: request.signal,
  } satisfies ApiRequest);
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value].flat()) headers.append(name, one);
  return new Response(bodyOf(answer, request.signal), { status: answer.status, headers });
}

function bodyOf({ body }: ApiAnswer, gone: AbortSignal): BodyInit | null {
  if (body === null || typeof body === 'string') return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  const texts = body[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done || gone.aborted) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return?.();
    },
  });
}

async function readBody(request: Request, max: number): Promise<Uint8Array> {
  const told = Number(request.headers.get('content-length') ?? 0);
  const kept: Uint8Array[] = [];
  let length = 0;
  // What is a little too large is read to its end and thrown away, or the client would see a cut connection instead of why.
  if (told <= 2 * max) {
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length <= max) kept.push(chunk);
      if (length > 2 * max) break;
    }
  }
  if (Math.max(told, length) > max)
    throw new AppError('BODY_TOO_LARGE', `The body is larger than the ${max} bytes this call takes.`);
  return Buffer.concat(kept, length);
}

/** What cannot be decoded stays as it is, and is found nowhere. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
