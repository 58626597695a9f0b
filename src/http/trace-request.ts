import { inSpan, type Tracing } from '@/lib/tracing';
import type { ApiAnswer, ApiRequest } from './request';

const HEADERS = {
  keys: () => ['traceparent', 'tracestate'],
  get: (request: ApiRequest, name: string) => request.header(name),
};

/** Answers a request of an endpoint within a span, under the caller's where it names one. */
export function traceRequest(
  on: Tracing,
  request: ApiRequest,
  { route, requestId }: { route: string; requestId: string },
  run: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const { api } = on;
  const parent = api.propagation.extract(api.ROOT_CONTEXT, request, HEADERS);
  const attributes = {
    'http.request.method': request.method,
    'http.route': route,
    'ao.request_id': requestId,
  };
  return inSpan(
    on,
    route,
    { kind: api.SpanKind.SERVER, attributes },
    async (span) => {
      const answer = await run();
      span.setAttribute('http.response.status_code', answer.status);
      if (answer.status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
      return answer;
    },
    parent,
  );
}
