import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHANCE } from '../simulation/model/settle';
import { replay } from '../simulation/postgres/replay';
import { runSchedule } from '../simulation/schedule/run-schedule';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let sql: pg.Client;
beforeAll(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(CHANCE);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query("set session_replication_role = 'replica'");
});
afterAll(() => sql.end());

test.each([1, 2, 3, 4, 5, 6])('PostgreSQL answers schedule %i as the model does', async (seed) => {
  const { world, broken } = runSchedule(seed);
  expect(broken).toBeNull();
  const { differs, tooSlow } = await replay(sql, world);
  expect(tooSlow ? null : differs).toBeNull();
});
