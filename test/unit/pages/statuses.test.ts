import { describe, expect, it } from 'vitest';
import { CHECK } from '@/components/check/check-words';
import { RUN, STEP } from '@/components/flow-run/step-words';
import { STATUS } from '@/components/task/status-vocabulary';

describe.each([
  ['a task', STATUS],
  ['a step of a flow', STEP],
  ['a run of a flow', RUN],
  ['a check', CHECK],
])('a status of %s', (_, statuses: Record<string, { word: string; shape: string; tone: string }>) => {
  const all = Object.values(statuses);

  it('is told by its word alone', () => {
    expect(new Set(all.map(({ word }) => word)).size).toBe(all.length);
  });

  it('is told by its shape alone, so that nobody needs its colour', () => {
    expect(new Set(all.map(({ shape }) => shape)).size).toBe(all.length);
  });
});
