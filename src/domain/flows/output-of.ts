import { z } from 'zod';

const FENCED = /```json\s*\n([\s\S]*?)```/g;
/** Characters of an answer that are kept as what a step gave out. */
const OUTPUT_MOST = 16_000;

/**
 * What a step gives out: the JSON in the last fenced block of its agent’s answer, or its whole answer as JSON, else its
 * words. Where a schema is given it must be met: otherwise `fault` is a stable code.
 */
export function outputOf(
  message: string,
  schema: Record<string, unknown> | undefined,
): { output: unknown; fault: string | null } {
  const found = parsed([...message.matchAll(FENCED)].at(-1)?.[1] ?? message);
  const output = found === undefined ? message.slice(0, OUTPUT_MOST) : found;
  if (!schema) return { output, fault: null };
  if (found === undefined) return { output, fault: 'output_missing' };
  return { output, fault: meetsSchema(schema, found) ? null : 'output_invalid' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A schema that cannot be read holds nobody up: the document was checked before it ran. */
function meetsSchema(schema: Record<string, unknown>, value: unknown): boolean {
  try {
    return z.fromJSONSchema(schema as never).safeParse(value).success;
  } catch {
    return false;
  }
}
