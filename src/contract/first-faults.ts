import { z } from 'zod';

/** What is longer than any list may be is refused for that before its entries are read. */
const LONGEST = 100_000;
type Issue = z.core.$ZodIssue;
type Say = z.core.$ZodErrorMap<z.core.$ZodIssue>;

interface Looking {
  found: Issue[];
  most: number;
  error?: Say;
}

/**
 * The first faults of a value, where the entries of its lists and records have at least `most`; null where they have fewer, and
 * all that is wrong can be asked for. Reading gathers every fault before the first is told: some megabytes of nothing else
 * take gigabytes and half a minute.
 */
export function firstFaults(schema: z.ZodType, value: unknown, most: number, error?: Say): z.ZodError | null {
  const looking: Looking = { found: [], most, error };
  look(schema, value, [], looking);
  return isFull(looking) ? new z.ZodError(looking.found.slice(0, most)) : null;
}

const isFull = ({ found, most }: Looking): boolean => found.length >= most;

function look(schema: z.ZodType, value: unknown, path: PropertyKey[], looking: Looking): void {
  const inner = within(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value) && value.length <= LONGEST)
    for (let i = 0; i < value.length && !isFull(looking); i++)
      note(inner.element as z.ZodType, value[i], [...path, i], looking);
  if (!isRecord(value)) return;
  if (inner instanceof z.ZodRecord)
    for (const key of Object.keys(value)) {
      if (isFull(looking)) return;
      note(inner.keyType as z.ZodType, key, [...path, key], looking);
      note(inner.valueType as z.ZodType, value[key], [...path, key], looking);
    }
  if (inner instanceof z.ZodObject)
    for (const [key, one] of Object.entries(inner.shape as Record<string, z.ZodType>))
      if (Object.hasOwn(value, key) && !isFull(looking)) look(one, value[key], [...path, key], looking);
}

function note(schema: z.ZodType, value: unknown, path: PropertyKey[], { found, most, error }: Looking): void {
  const read = schema.safeParse(value, { error });
  for (const issue of read.error?.issues.slice(0, most) ?? [])
    found.push({ ...issue, path: [...path, ...issue.path] });
}

/** The schema of what is there, where a value may be left out, null, or filled in. */
function within(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? within(schema.unwrap() as z.ZodType)
    : schema;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
