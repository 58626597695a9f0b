import { z } from 'zod';
import { cut } from '@/contract/cut';
import { withinTime } from '@/lib/within-time';

const FENCED = /```json\s*\n([\s\S]*?)```/g;
/** Characters of an answer that are kept as what a step gave out. */
const OUTPUT_MOST = 16_000;

/**
 * What a step gives out: the JSON in the last fenced block of its agent’s answer, or its whole answer as JSON, else its
 * words. Where a schema is given it must be met: otherwise `fault` is a stable code, and `why` what the next try is told.
 */
export function outputOf(
  message: string,
  schema: Record<string, unknown> | undefined,
): { output: unknown; fault: 'output_missing' | 'output_invalid' | null; why: string } {
  const found = parsed([...message.matchAll(FENCED)].at(-1)?.[1] ?? message);
  const output = found === undefined ? cut(message, OUTPUT_MOST) : found;
  if (!schema) return { output, fault: null, why: '' };
  if (found === undefined) return { output, fault: 'output_missing', why: NO_JSON };
  const why = missOf(schema, found);
  return { output, fault: why === null ? null : 'output_invalid', why: why ?? '' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NO_JSON =
  'The answer ends with no JSON value in a block marked json, or it was longer than the 4,000 characters that are kept of an answer. End it with one, as short as it can be.';
const WHY_MOST = 2_000;
/** Whoever writes a flow chooses its patterns, and an agent what they are held against: nobody else is kept waiting longer. */
const LOOK_MS = 500;

/** In what a value misses a schema; null where it meets it. */
function missOf(schema: Record<string, unknown>, value: unknown): string | null {
  try {
    const error = withinTime(LOOK_MS, () => z.fromJSONSchema(schema as never).safeParse(value).error);
    return error
      ? `The JSON of the answer misses its schema:\n${cut(z.prettifyError(error), WHY_MOST)}`
      : null;
  } catch {
    return 'The schema of the answer cannot be read, or it takes too long to hold an answer against it.';
  }
}
