import { ErrorBody, type ErrorCode } from '@/contract/errors';
import { HEADER } from '@/contract/protocol';
import { faultKind, ServerFault } from './server-fault';

/** What every answer of the server is, before its endpoint's own shape is looked for. */
export interface Answer {
  data?: unknown;
  pagination?: unknown;
}

/** The JSON of an answer; throws the refusal it carries, or that it is not the server's. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = Buffer.from(await readBody(response)).toString('utf8');
  if (!response.headers.has(HEADER.server)) {
    throw foreign(response.status, 'something between this machine and the server answered in its place');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw foreign(response.status, 'the answer is not JSON');
  }
  if (!response.ok) throw refusal(response, json);
  return json as Answer;
}

/** The bytes of an answer that is a file; throws as `readAnswer` does. */
export async function readFile(response: Response): Promise<Uint8Array> {
  if (response.ok && response.headers.has(HEADER.server)) return readBody(response);
  await readAnswer(response);
  throw foreign(response.status, 'the answer is not a file');
}

/** No answer of the server is longer, in bytes; one that is would only fill the memory. */
const ANSWER_MAX = 64 * 1024 * 1024;

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > ANSWER_MAX) throw foreign(response.status, 'the answer is longer than any should be');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusal(response: Response, json: unknown): ServerFault {
  const parsed = ErrorBody.safeParse(json);
  const raw = (json as { error?: { code?: string; message?: string } })?.error;
  const code = (parsed.data?.error.code ?? raw?.code ?? 'INTERNAL_ERROR') as ErrorCode;
  const seconds = Number(response.headers.get('retry-after'));
  return new ServerFault(
    parsed.data?.error.message ?? raw?.message ?? `The server answered ${response.status}.`,
    {
      kind: faultKind(response.status, code),
      code,
      status: response.status,
      retryAfterMs: seconds > 0 ? seconds * 1000 : null,
      details: { ...parsed.data?.error.details, date: response.headers.get('date') },
      requestId: parsed.data?.error.requestId ?? null,
    },
  );
}

/** An answer that is not the server's, or not one this version understands. */
export function foreign(status: number, why: string): ServerFault {
  return new ServerFault(`Cannot use the answer (HTTP ${status}): ${why}.`, {
    kind: 'transient',
    code: 'FOREIGN_ANSWER',
    status,
    retryAfterMs: null,
    details: {},
    requestId: null,
  });
}

/** What Node says of a certificate that it refuses. */
const CERTIFICATE = /^(CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF|UNABLE_TO_|ERR_TLS_CERT)/;

/** No answer at all; `aborted` where the caller gave up. */
export function unreachable(
  origin: string,
  error: unknown,
  aborted: boolean,
  requestId: string | null = null,
): ServerFault {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why =
    (error as Error).name === 'AbortError'
      ? 'no answer in time'
      : (cause?.code ?? cause?.message ?? (error as Error).message);
  const hint = CERTIFICATE.test(why)
    ? ' Its certificate is not one to trust: it has to be renewed there, or its authority made known here (NODE_EXTRA_CA_CERTS). Nothing was sent.'
    : '';
  return new ServerFault(
    `Cannot reach ${origin} (${why}).${hint}`,
    {
      kind: 'transient',
      code: aborted ? 'ABORTED' : 'UNREACHABLE',
      status: null,
      retryAfterMs: null,
      details: {},
      // A connection that was never there has nothing to find by it.
      requestId: cause?.code ? null : requestId,
    },
    error,
  );
}
