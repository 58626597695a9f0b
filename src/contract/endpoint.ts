import type { z } from 'zod';
import type { Action } from './may-do';

/** Who may call an endpoint. `agent` is a live agent's own token, `enrollment` a one-time token. */
export type Who = 'anyone' | 'person' | 'runner' | 'agent' | 'enrollment' | 'cron';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * How an answer looks on the wire: `{data}`, `{data, pagination}`, the bare object, raw bytes,
 * JSON lines, server-sent events, or data or events as `Accept` decides.
 */
export type AnswerShape = 'data' | 'list' | 'bare' | 'bytes' | 'lines' | 'events' | 'data-or-events';

type Shape = z.ZodType;
type Infer<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined;
type Give<S extends Shape | undefined> = S extends Shape ? z.input<S> : undefined;

/** One endpoint as data: the server routes by it, clients call by it, the OpenAPI document is printed from it. */
export interface Endpoint<
  P extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
  B extends Shape | undefined = Shape | undefined,
  R extends Shape = Shape,
> {
  name: string;
  summary: string;
  method: Method;
  /** `:name` marks a parameter. */
  path: string;
  who: Who;
  /** What a person needs to be allowed; an endpoint for people without one answers nobody. */
  action?: Action;
  /**
   * With what its calls are counted, where not with all others of the caller. sign-in: where passwords and links could be
   * tried out. machine: where machines get their credentials, and end them. expensive: it reads or writes much at once, a
   * twentieth of what others may. heavy: it brings much into memory, as many a minute as a script may make of others.
   */
  counted?: 'sign-in' | 'machine' | 'expensive' | 'heavy';
  /** A stream that may be opened by a token in its query, made for it by `createStreamToken`. */
  stream?: 'events' | 'logs';
  params?: P;
  query?: Q;
  /** A schema for JSON; `'bytes'` for a raw body. */
  body?: B | 'bytes';
  returns: R;
  answer?: AnswerShape;
  /** Status of success; 200 unless told. */
  status?: number;
  /** Largest accepted body in bytes; 1 MiB unless told. */
  maxBody?: number;
  /** The body may be compressed (Content-Encoding gzip or zstd); what it comes to at most, in bytes. */
  maxInflated?: number;
}

export type AnyEndpoint = Endpoint<Shape | undefined, Shape | undefined, Shape | undefined, Shape>;
export type ParamsOf<E> = E extends Endpoint<infer P, infer _Q, infer _B, infer _R> ? Infer<P> : never;
export type QueryOf<E> = E extends Endpoint<infer _P, infer Q, infer _B, infer _R> ? Infer<Q> : never;
export type BodyOf<E> = E extends Endpoint<infer _P, infer _Q, infer B, infer _R> ? Infer<B> : never;
export type ReturnsOf<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? z.output<R> : never;
export type BodyGiven<E> = E extends Endpoint<infer _P, infer _Q, infer B, infer _R> ? Give<B> : never;
export type QueryGiven<E> = E extends Endpoint<infer _P, infer Q, infer _B, infer _R> ? Give<Q> : never;

/** Declares an endpoint; returns it unchanged, with its types inferred. */
export function endpoint<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  R extends Shape = Shape,
  const A extends AnswerShape | undefined = undefined,
>(declared: Endpoint<P, Q, B, R> & { answer?: A }): Endpoint<P, Q, B, R> & { answer?: A } {
  return declared;
}
