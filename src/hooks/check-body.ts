import type { z } from 'zod';
import type { AnyEndpoint, BodyGiven } from '@/contract/endpoint';

type Checked<E extends AnyEndpoint> =
  | { body: BodyGiven<E>; errors: Record<string, never> }
  | { body: null; errors: Record<string, string> };

/** Holds a form's values against the endpoint's own schema: the body to send, or the first message of each field. */
export function checkBody<E extends AnyEndpoint>(endpoint: E, values: unknown): Checked<E> {
  const parsed = (endpoint.body as z.ZodType).safeParse(values);
  if (parsed.success) return { body: values as BodyGiven<E>, errors: {} };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= issue.message;
  return { body: null, errors };
}
