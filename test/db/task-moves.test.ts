import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TaskStatus } from '@/contract/task';
import { mayMove } from '@/domain/tasks/task-state';
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
});
