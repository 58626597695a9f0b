import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from '@/domain/locks/anchor';
import { canonicalPattern } from '@/domain/locks/canonical-path';
import { findConflicts } from '@/domain/locks/find-conflicts';
import { holdLocks } from '@/domain/locks/hold-locks';
import { overlaps } from '@/domain/locks/overlap';
import { inEngine } from '@/lib/pool';
import { uuidOf, withWorld } from './world';

const world = withWorld();
const tasks: string[] = [];
beforeAll(async () => {
  for (let i = 0; i < 4; i++) tasks.push(uuidOf((await world.task()).id));
});

const part = fc.constantFrom('a', 'b', 'A', 'a0', 'a-', 'é', 'e\u0301', '💡', '.x', '*', 'a*', '?', '**');
const path = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([parts, slash]) => parts.join('/') + (slash ? '/' : ''))
  .filter((text) => text.split('/').filter((one) => one === '**').length <= 3);

describe('file locks in the database', () => {
  it('have the anchor that the server thinks they have', async () => {
    const patterns = fc.sample(path, 500).map(canonicalPattern);
    const { rows } = await world.sql.query(
      'select lock_anchor(kind, key) as anchor from unnest($1::"LockKind"[], $2::text[]) with ordinality as p (kind, key, ord) order by ord',
      [patterns.map(({ kind }) => kind), patterns.map(({ matchKey }) => matchKey)],
    );
    expect(rows.map(({ anchor }) => anchor)).toEqual(patterns.map(anchorOf));
  });

  it('are granted exactly where no other task holds what overlaps, batch after batch', async () => {
    const wish = fc.record({ task: fc.nat(3), paths: fc.array(path, { minLength: 1, maxLength: 3 }) });
    const batches = fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(batches, async (sets) => {
        const projectId = randomUUID();
        await world.sql.query(
          "insert into project (id, workspace_id, name, repo) values ($1, $2, $3, '/srv')",
          [projectId, world.me.workspaceId, projectId],
        );
        await world.sql.query('delete from hold');
        const held: { task: string; path: string }[] = [];
        for (const set of sets) {
          const wishes = set.map(({ task, paths }) => ({ taskId: tasks[task]!, projectId, paths }));
          const verdicts = await inEngine((runs) => holdLocks(runs, world.me.workspaceId, wishes));
          for (const [i, { taskId, paths }] of wishes.entries()) {
            const stands = (wanted: string) =>
              held.some(
                (one) =>
                  one.task !== taskId && overlaps(canonicalPattern(one.path), canonicalPattern(wanted)),
              );
            expect(verdicts[i]!.granted).toBe(!paths.some(stands));
            expect(verdicts[i]!.heldBy.map((one) => one.path)).toEqual(
              paths.filter(stands).map((p) => canonicalPattern(p).pattern),
            );
            if (verdicts[i]!.granted) held.push(...paths.map((p) => ({ task: taskId, path: p })));
          }
          const asked = fc.sample(path, 3).map(canonicalPattern);
          const found = await world.as((_, runs) =>
            findConflicts(runs, { workspaceId: world.me.workspaceId, projectId }, asked),
          );
          expect(found.map((one) => one.path)).toEqual(
            asked
              .filter((p) => held.some((one) => overlaps(canonicalPattern(one.path), p)))
              .map((p) => p.pattern),
          );
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
