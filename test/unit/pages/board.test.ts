import { describe, expect, test } from 'vitest';
import { BOARD, fillColumn } from '@/components/task/board-columns';
import { movesOf } from '@/components/task/board-moves';
import { unreadOf } from '@/components/task/unread-tasks';
import { TaskStatus } from '@/contract/task';
import { PERSON_MOVES } from '@/domain/tasks/person-moves';

describe('the board', () => {
  test('has a column for every status, and only one', () => {
    expect(BOARD.flatMap(({ statuses }) => statuses).sort()).toEqual([...TaskStatus.options].sort());
  });

  test.each(TaskStatus.options)('offers of %s just the moves that a person may make', (status) => {
    const offered = movesOf({ status }).map(({ to }) => to);
    expect(offered.sort()).toEqual([...PERSON_MOVES[status]].sort());
  });

  test('a column counts all tasks of its statuses where that is known, else those it shows', () => {
    const tasks = [{ status: 'ASSIGNED' }, { status: 'IN_PROGRESS' }, { status: 'DRAFT' }] as never[];
    const running = BOARD.find(({ key }) => key === 'running')!;
    const totals = { ASSIGNED: 40, IN_PROGRESS: 2, QUEUED: 9 };
    const unread = unreadOf(null, [true, false, false]);
    expect(fillColumn(running, tasks, { totals: null, unread })).toMatchObject({ total: 2, more: true });
    expect(fillColumn(running, tasks, { totals, unread })).toMatchObject({ total: 42, more: true });
    // All were read: what is counted beside them is archived.
    expect(fillColumn(running, tasks, { totals, unread: [] })).toMatchObject({ total: 2, more: false });
  });

  test('what presses, what waits and what has ended are every status, each once', () => {
    expect(unreadOf(null, [true, true, true]).sort()).toEqual([...TaskStatus.options].sort());
    expect(unreadOf(['DRAFT'], [true])).toEqual(['DRAFT']);
  });
});
