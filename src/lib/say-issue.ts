import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type TooBig = Pick<z.core.$ZodIssueTooBig, 'origin' | 'maximum' | 'inclusive'>;
type TooSmall = Pick<z.core.$ZodIssueTooSmall, 'origin' | 'minimum' | 'inclusive'>;

/** What zod finds wrong with a field, as the rest of a sentence that begins with the field’s name; undefined leaves zod’s own words. */
export function sayIssue(issue: Issue): string | undefined {
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`;
  }
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : TYPES[issue.expected];
  return undefined;
}

/** What something must be, by zod’s name of it. */
const TYPES: Partial<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};

function tooBig({ origin, maximum, inclusive }: TooBig): string {
  const unit = UNITS[origin];
  if (unit) return `may have at most ${counted(maximum, unit)}`;
  return `must be ${inclusive === false ? 'less than' : 'at most'} ${maximum}`;
}

function tooSmall({ origin, minimum, inclusive }: TooSmall): string {
  const unit = UNITS[origin];
  if (unit) return minimum === 1 ? 'must not be empty' : `must have at least ${counted(minimum, unit)}`;
  return `must be ${inclusive === false ? 'more than' : 'at least'} ${minimum}`;
}

/** What is counted of a value; of a number nothing is. */
const UNITS: Partial<Record<string, [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
  object: ['entry', 'entries'],
};

const counted = (count: number | bigint, [one, many]: [string, string]): string =>
  `${count} ${Number(count) === 1 ? one : many}`;
