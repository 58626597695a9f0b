import { describe, expect, test } from 'vitest';
import { toChangeForm, toTaskChange } from '@/components/task/task-change-state';
import { guessFormat } from '@/components/task-import/guess-format';
import type { Task } from '@/contract/task';

const task = {
  version: 7,
  title: 'Old',
  description: '',
  type: 'task',
  parentRef: null,
  priority: 2,
  riskLevel: 'LOW',
  budgetMicros: 1_500_000,
  filesHint: ['src/a.ts'],
  readsHint: [],
  acceptance: [],
  dependsOn: ['TASK-1'],
  labels: ['x'],
  runnerLabels: [],
  baseBranch: null,
  targetBranch: null,
  requiresReview: false,
} as unknown as Task;

describe('changing a task', () => {
  test('sends nothing but the version where nothing was touched', () => {
    expect(toTaskChange(toChangeForm(task), task)).toEqual({ version: 7 });
  });

  test('sends just what was touched, as the contract names it', () => {
    const form = {
      ...toChangeForm(task),
      budget: '',
      files: 'src/a.ts\n src/b.ts ',
      dependsOn: 'TASK-1, TASK-2',
      parent: ' TASK-9 ',
    };
    expect(toTaskChange(form, task)).toEqual({
      version: 7,
      budgetMicros: null,
      filesHint: ['src/a.ts', 'src/b.ts'],
      dependsOn: ['TASK-1', 'TASK-2'],
      parent: 'TASK-9',
    });
  });
});

test.each([
  ['title,priority\nA,1', 'csv'],
  [' \n[{"title":"A"}]', 'json'],
  ['\uFEFF{"tasks":[]}', 'json'],
  ['', 'csv'],
])('%j is read as %s', (content, format) => {
  expect(guessFormat(content)).toBe(format);
});
