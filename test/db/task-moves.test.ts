import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TaskStatus } from '@/contract/task';
import { mayMove } from '@/domain/tasks/task-state';
import { fromWireId } from '@/lib/ids';
import { withWorld } from './world';

const world = withWorld();

describe('every pair of statuses', () => {
  it('moves by the database exactly as the table says', async () => {
    const id = randomUUID();
    const { workspaceId } = world.me;
    await world.sql.query(
      `insert into task (id, workspace_id, project_id, number, title, timeout_ms, max_turns) values ($1, $2, $3, 1000, 'moved', 1, 1)`,
      [id, workspaceId, world.projectId],
    );
    const wrong: string[] = [];
    for (const from of TaskStatus.options) {
      for (const to of TaskStatus.options) {
        await world.force({ id: `task_${id.replaceAll('-', '')}` }, from);
        const moved = await world.sql
          .query(`update task set status = $2::"TaskStatus" where id = $1`, [id, to])
          .then(
            () => true,
            (error: { code: string }) => {
              expect(error.code).toBe('AO001');
              return false;
            },
          );
        const expected = from === to || mayMove(from, to);
        if (moved !== expected) wrong.push(`${from} to ${to} ${moved ? 'was allowed' : 'was refused'}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('goes a way of several by the database exactly where each step is a move', async () => {
    const { rows } = await world.sql.query<{ way: TaskStatus[]; may: boolean }>(
      `select array[a, v, b]::text[] as way, task_may_go(a, array[v], b) as may
       from unnest(enum_range(null::"TaskStatus")) a, unnest(enum_range(null::"TaskStatus")) v, unnest(enum_range(null::"TaskStatus")) b
       union all
       select array[a, v, w, b]::text[], task_may_go(a, array[v, w], b)
       from unnest(enum_range(null::"TaskStatus")) a, unnest(enum_range(null::"TaskStatus")) v, unnest(enum_range(null::"TaskStatus")) w, unnest(enum_range(null::"TaskStatus")) b`,
    );
    expect(rows).toHaveLength(14 ** 3 + 14 ** 4);
    const wrong = rows.filter(
      ({ way, may }) => may !== way.every((to, i) => i === 0 || mayMove(way[i - 1]!, to)),
    );
    expect(wrong).toEqual([]);
  });

  it('refuses a way with a step that is no move, and one that is too long', async () => {
    const task = await world.task();
    const go = (via: TaskStatus[], to: TaskStatus) =>
      world.sql.query(
        'update task set via = $2::text[]::"TaskStatus"[], status = $3::text::"TaskStatus" where id = $1',
        [fromWireId('task', task.id), via, to],
      );
    await expect(go(['ASSIGNED', 'VERIFYING'], 'COMPLETED')).rejects.toMatchObject({ code: 'AO001' });
    await expect(go(['ASSIGNED', 'IN_PROGRESS', 'VERIFYING'], 'COMPLETED')).rejects.toMatchObject({
      code: 'AO001',
    });
    await go(['ASSIGNED', 'IN_PROGRESS'], 'VERIFYING');
  });
});
