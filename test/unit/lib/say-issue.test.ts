import { expect, test } from 'vitest';
import { z } from 'zod';
import { createTask, listTasks } from '@/contract/task-calls';
import { invalid } from '@/http/problem';
import { sayIssue } from '@/lib/say-issue';

/** What somebody is told who sends this. */
function told(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value, { error: sayIssue });
  const { message, details } = invalid('body', error!);
  const [first] = (details as { fieldErrors: { code: string }[] }).fieldErrors;
  return [message, first?.code];
}

test.each([
  [{ title: 'x'.repeat(201) }, 'title may have at most 200 characters', 'too_big'],
  [{ title: '' }, 'title must not be empty', 'too_small'],
  [{}, 'title is missing', 'invalid_type'],
  [
    { title: 'x', riskLevel: 'SOME' },
    'riskLevel must be one of LOW, MEDIUM, HIGH, CRITICAL',
    'invalid_value',
  ],
])('a task %o is refused in words, with the code beside them', (body, sentence, code) => {
  expect(told(createTask.body as z.ZodType, body)).toEqual([`The body is not valid: ${sentence}.`, code]);
});

test('numbers and lists have bounds in words too, and what a schema says itself comes first', () => {
  expect(told(listTasks.query!, { limit: '1000' })[0]).toBe(
    'The body is not valid: limit must be at most 100.',
  );
  const one = (schema: z.ZodType, value: unknown) => told(z.object({ it: schema }), { it: value })[0];
  expect(one(z.array(z.string()).max(1), ['a', 'b'])).toContain('it may have at most 1 entry.');
  expect(one(z.number().gt(0), 0)).toContain('it must be more than 0.');
  expect(one(z.literal('yes'), 'no')).toContain('it must be yes.');
  expect(one(z.number(), 'high')).toContain('it must be a number.');
  expect(one(z.number().int(), 1.5)).toContain('it must be a whole number.');
  expect(one(z.array(z.string()), 'a')).toContain('it must be a list.');
  expect(one(z.string().max(1, 'is too long for a flag'), 'ab')).toContain('it is too long for a flag.');
});
