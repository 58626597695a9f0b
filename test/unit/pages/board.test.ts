import { describe, expect, test } from 'vitest';
import { BOARD, fillColumn } from '@/components/task/board-columns';
import { movesOf } from '@/components/task/board-moves';
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
    expect(fillColumn(running, tasks, null)).toMatchObject({ total: 2, cards: { length: 2 } });
    expect(fillColumn(running, tasks, { ASSIGNED: 40, IN_PROGRESS: 2, QUEUED: 9 }).total).toBe(42);
  });
});
