import type { Attributes, Context, Span, SpanOptions, Tracer } from '@opentelemetry/api';
import { shared } from './shared';

type Api = typeof import('@opentelemetry/api');

/** Spans, where somebody wants them. */
export interface Tracing {
  api: Api;
  tracer: Tracer;
}
interface Held {
  on: Tracing | null;
  end(): Promise<void>;
}

const held = () =>
  shared<Held>(
    'tracing',
    () => ({ on: null, end: async () => {} }),
    (tracing) => tracing.end(),
  );

/** The spans of this process; null where nobody wants any, which costs a look and nothing else. */
export const tracing = (): Tracing | null => held().on;

/** Spans begin here; `end` sends the last of them when the process ends. */
export function setTracing(on: Tracing, end: () => Promise<void>): void {
  held().on = on;
  held().end = end;
}

/** Runs `run` within a span under `parent`, or under where this stands; a failure is written on the span and thrown on. */
export function inSpan<T>(
  { api, tracer }: Tracing,
  name: string,
  options: SpanOptions,
  run: (span: Span) => Promise<T>,
  parent: Context = api.context.active(),
): Promise<T> {
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await run(span);
    } catch (error) {
      span.setStatus({ code: api.SpanStatusCode.ERROR, message: (error as Error).name });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where this request stands in its trace; undefined where there are no spans. */
export const tracePlace = (): Context | undefined => tracing()?.api.context.active();

/** Runs a batch that serves requests of several traces: a span under the first, linked to all. */
export function inBatchSpan<T>(
  name: string,
  places: (Context | undefined)[],
  run: () => Promise<T>,
  attributes: Attributes = {},
): Promise<T> {
  const on = tracing();
  if (!on) return run();
  const links = places.flatMap((place) => {
    const context = place && on.api.trace.getSpanContext(place);
    return context ? [{ context }] : [];
  });
  const options = { links, attributes: { ...attributes, 'ao.batch_size': places.length } };
  return inSpan(
    on,
    name,
    options,
    run,
    places.find((place) => place !== undefined),
  );
}
