import { z } from 'zod';

export const FLOW_OPS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'starts-with',
  'ends-with',
  'exists',
  'missing',
] as const;

/** Where a value stands: `output.verdict`, `status`, `vars.goal`, `nodes.plan.output.0.title`, `item.path`. */
export const FlowPath = z
  .string()
  .max(400)
  .regex(/^[A-Za-z_][\w-]*(\.[\w-]+)*$/, 'must be names separated by dots, like output.verdict');

/** One comparison. It is data and never code: nothing of it is run. */
export const FlowTest = z.strictObject({
  path: FlowPath,
  op: z.enum(FLOW_OPS),
  value: z
    .json()
    .optional()
    .describe('What the value at the path is compared with; exists and missing need none'),
});
export type FlowTest = z.infer<typeof FlowTest>;

/** A comparison, or several of which all or any must hold. */
export const FlowCondition = z.union([
  FlowTest,
  z.strictObject({ all: z.array(FlowTest).min(1).max(50) }),
  z.strictObject({ any: z.array(FlowTest).min(1).max(50) }),
]);
export type FlowCondition = z.infer<typeof FlowCondition>;

/** What a condition and a `{{reference}}` may read. */
export interface FlowScope {
  /** The values of the flow's variables in this run. */
  vars?: Record<string, unknown>;
  /** The node's own inputs, those by edges included. */
  inputs?: Record<string, unknown>;
  /** How the node that an edge leaves, or the one before a condition, ended. */
  status?: string;
  output?: unknown;
  nodes?: Record<string, { status?: string; output?: unknown }>;
  /** Within a fan-out: the member of the list, and its place from 0. */
  item?: unknown;
  index?: number;
  /** Within a loop: 0 the first time. */
  iteration?: number;
}

/** The tests of a condition, in order. */
export const testsOf = (condition: FlowCondition): FlowTest[] =>
  'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition];

/** Whether a condition holds in a scope. Never throws; a value that is not there equals nothing. */
export function meets(condition: FlowCondition, scope: FlowScope): boolean {
  if ('any' in condition) return condition.any.some((test) => holds(test, scope));
  return testsOf(condition).every((test) => holds(test, scope));
}

/** The value at a path; undefined where there is none. Reads own members alone, never what they inherit. */
export function valueAt(path: string, scope: FlowScope): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      scope,
    );
}

function holds({ path, op, value: wanted }: FlowTest, scope: FlowScope): boolean {
  const value = valueAt(path, scope);
  if (op === 'exists') return value !== undefined && value !== null;
  if (op === 'missing') return value === undefined || value === null;
  if (op === 'eq') return same(value, wanted);
  if (op === 'ne') return !same(value, wanted);
  if (op === 'in') return Array.isArray(wanted) && wanted.some((one) => same(one, value));
  if (op === 'contains')
    return Array.isArray(value)
      ? value.some((one) => same(one, wanted))
      : typeof value === 'string' && typeof wanted === 'string' && value.includes(wanted);
  if (op === 'starts-with' || op === 'ends-with') {
    if (typeof value !== 'string' || typeof wanted !== 'string') return false;
    return op === 'starts-with' ? value.startsWith(wanted) : value.endsWith(wanted);
  }
  return ordered(op, value, wanted);
}

function ordered(op: 'gt' | 'gte' | 'lt' | 'lte', value: unknown, wanted: unknown): boolean {
  const comparable =
    (typeof value === 'number' && typeof wanted === 'number') ||
    (typeof value === 'string' && typeof wanted === 'string');
  if (!comparable) return false;
  const [a, b] = [value as number, wanted as number];
  if (op === 'gt') return a > b;
  if (op === 'gte') return a >= b;
  return op === 'lt' ? a < b : a <= b;
}

/** Equal as JSON, whatever the order of members. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.keys(b)];
  return (
    left.length === right.length &&
    left.every(([name, value]) => Object.hasOwn(b, name) && same(value, (b as Record<string, unknown>)[name]))
  );
}
