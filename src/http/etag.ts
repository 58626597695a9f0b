import type { AnyEndpoint } from '@/contract/endpoint';
import { sha256 } from '@/lib/hash';
import type { ApiAnswer, ApiRequest } from './request';

/** What names exactly this body. */
const etagOf = (body: string): string => `"${sha256(body).toString('base64url').slice(0, 27)}"`;

/** Whether a list of tags in a header names this one, or any. */
export const namesTag = (header: string, tag: string): boolean =>
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);

/** Gives what a person has read an ETag, and answers 304 where they say that they have it already. */
export function withEtag(endpoint: AnyEndpoint, request: ApiRequest, answer: ApiAnswer): ApiAnswer {
  if (endpoint.method !== 'GET' || endpoint.who !== 'person') return answer;
  if (answer.status !== 200 || typeof answer.body !== 'string') return answer;
  const etag = etagOf(answer.body);
  answer.headers.etag = etag;
  const known = request.header('if-none-match');
  if (known === undefined || !namesTag(known, etag)) return answer;
  const { 'content-type': _, ...headers } = answer.headers;
  return { status: 304, headers, body: null };
}
