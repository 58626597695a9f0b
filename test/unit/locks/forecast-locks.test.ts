import { describe, expect, it } from 'vitest';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { forecastLocks, type QueuedWish } from '@/domain/locks/forecast-locks';
import type { LiveLock } from '@/domain/locks/lock-state';

const held = (taskId: string, pattern: string, shared = false): LiveLock => ({
  ...canonicalPattern(pattern),
  projectId: 'p',
  taskId,
  shared,
  taskRef: `TASK-${taskId}`,
  taskTitle: `Does ${taskId}`,
});
const queued = (taskId: string, paths: string[], reads: string[] = [], projectId = 'p'): QueuedWish => ({
  taskId,
  projectId,
  paths,
  reads,
  taskRef: `TASK-${taskId}`,
  taskTitle: `Does ${taskId}`,
});
const turns = (live: LiveLock[], wishes: QueuedWish[]) =>
  forecastLocks(live, wishes).map(({ taskId, turn, meets }) => [
    taskId,
    turn,
    ...meets.map(({ taskRef, held: isHeld }) => `${taskRef}${isHeld ? ' holds' : ''}`),
  ]);

describe('the forecast of file locks', () => {
  it('lets all begin at once that want other files, or other projects’', () => {
    expect(turns([], [queued('1', ['a/']), queued('2', ['b/']), queued('3', ['a/'], [], 'q')])).toEqual([
      ['1', 1],
      ['2', 1],
      ['3', 1],
    ]);
  });

  it('puts each behind the last of those it meets, once by task', () => {
    const wishes = [queued('1', ['a/x.ts', 'a/y.ts']), queued('2', ['a/']), queued('3', ['a/*.ts', 'b'])];
    expect(turns([], wishes)).toEqual([
      ['1', 1],
      ['2', 2, 'TASK-1'],
      ['3', 3, 'TASK-1', 'TASK-2'],
    ]);
  });

  it('puts whoever wants what is held behind its holder', () => {
    expect(turns([held('9', 'a/')], [queued('1', ['a/x.ts']), queued('2', ['a/x.ts'])])).toEqual([
      ['1', 2, 'TASK-9 holds'],
      ['2', 3, 'TASK-9 holds', 'TASK-1'],
    ]);
  });

  it('lets those read together who only read', () => {
    const wishes = [queued('1', [], ['a']), queued('2', [], ['a']), queued('3', ['a'])];
    expect(turns([held('9', 'a', true)], wishes).map(([, turn]) => turn)).toEqual([1, 1, 2]);
  });
});
