import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sealEvents } from '@/domain/audit/seal-events';
import { env } from '@/lib/env';
import { forgetOld } from '@/services/supervisor/forget-old';
import { withWorld } from './world';

const world = withWorld();
const ids = async (table: string) =>
  (await world.sql.query(`select id::text from ${table} order by 1`)).rows.map(({ id }) => id);
/** One row of each kind that ended so many days ago. */
async function put(days: number): Promise<string> {
  const id = randomUUID();
  const { workspaceId, userId } = world.me;
  const ended = `clock_timestamp() - interval '${days} days'`;
  await world.sql.query(
    `insert into token (id, workspace_id, runner_id, hash, expires_at) values ($1, $2, $3, $4, ${ended})`,
    [id, workspaceId, world.runnerId, randomBytes(32)],
  );
  await world.sql.query(
    `insert into enrollment (id, workspace_id, hash, expires_at) values ($1, $2, $3, ${ended})`,
    [id, workspaceId, randomBytes(32)],
  );
  await world.sql.query(
    `insert into session (id, user_id, token, expires_at) values ($1, $2, $3, ${ended})`,
    [id, userId, id],
  );
  await world.sql.query(
    `insert into verification (id, identifier, value, expires_at) values ($1, 'x', 'y', ${ended})`,
    [id],
  );
  await world.sql.query(
    `insert into event (workspace_id, type, actor, created_at) values ($1, $2, 'system', ${ended})`,
    [workspaceId, `days-${days}`],
  );
  // Other databases of this PostgreSQL hold back what has settled as long as they write.
  await expect
    .poll(
      async () => {
        await sealEvents();
        return unsealed();
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  for (const [kind, window] of [
    ['runner', 60_000],
    ['jti', 300_000],
  ] as const)
    await world.sql.query(
      `insert into hot.rate_limit values ($1, floor(extract(epoch from ${ended}) * 1000 / ${window}), 1, 0)`,
      [`${kind}:${id}`],
    );
  return id;
}

const unsealed = async (): Promise<number> =>
  (
    await world.sql.query(
      'select count(*)::int as n from event e where not exists (select from hot.audit_seal s where e.id = any (s.ids))',
    )
  ).rows[0].n;

it('what is no longer of use is forgotten once an hour, and nothing else', async () => {
  const [month, days, today] = [await put(31), await put(3), await put(0)];
  const sorted = (...of: string[]) => of.sort();
  expect(await forgetOld()).toBeGreaterThan(0);
  for (const table of ['token', 'session', 'verification']) expect(await ids(table)).toEqual([today]);
  expect(await ids('enrollment')).toEqual(sorted(days!, today!));
  const counts = await world.sql.query('select key from hot.rate_limit order by 1');
  expect(counts.rows.map(({ key }) => key)).toEqual([`jti:${today}`, `runner:${today}`]);
  expect(await world.events()).toEqual(['days-31', 'days-3', 'days-0']);
  expect(month).toBeDefined();
  await put(31);
  expect(await forgetOld()).toBe(0);
});

it('events are kept for ever, or for as many days as is said', async () => {
  // The seal that the chain ends in stays.
  await put(0);
  await world.sql.query("update hot.sweep set at = '-infinity' where name = 'forget-old'");
  env().EVENT_RETENTION_DAYS = 10;
  try {
    await Promise.all([forgetOld(), forgetOld()]);
  } finally {
    env().EVENT_RETENTION_DAYS = 0;
  }
  expect(await world.events()).toEqual(['days-3', 'days-0', 'days-0', 'audit.forgotten']);
});
