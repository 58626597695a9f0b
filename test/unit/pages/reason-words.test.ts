import { expect, test } from 'vitest';
import { reasonWords } from '@/components/task/reason-words';
import { words } from '@/components/words/task-reasons';
import { FailureReason } from '@/contract/attempt';

test('every reason for which an agent may fail has words of its own, or says no more than its status', () => {
  const without = FailureReason.options.filter(
    (code) => !(code in words.codes) && reasonWords(code) !== null,
  );
  // One word that is its own.
  expect(without).toEqual(['unknown']);
});

test('what names something is told with it', () => {
  expect(reasonWords('lock:src/a.ts')).toBe('waits for src/a.ts');
  expect(reasonWords('dependency:TASK-7')).toBe('after TASK-7');
  expect(reasonWords('runner_left')).toBe('its runner left before it began');
  expect(reasonWords('raise_cap')).toBe('a person raised its cap');
  expect(reasonWords('something_new')).toBe('something new');
});
