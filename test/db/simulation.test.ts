import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CHANCE } from '../simulation/model/settle';
import { replay } from '../simulation/postgres/replay';
import { SteeredClock } from '../simulation/postgres/steered-clock';
import { runSchedule } from '../simulation/schedule/run-schedule';
import { expectOneRowEach, seeMoves } from '../support/seen-moves';
import { withDatabase } from '../support/with-database';

/** So many milliseconds are given to it beside all other tests; `npm run sim -- --postgres` has all the time. */
const BUDGET_MS = 10_000;
const database = withDatabase();
let sql: pg.Client;

beforeAll(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(CHANCE);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await SteeredClock.install(sql);
  await seeMoves(sql);
});
afterAll(() => sql.end());

test('PostgreSQL answers the simulator’s schedules as its model does', { timeout: 240_000 }, async () => {
  const until = Date.now() + BUDGET_MS;
  let compared = 0;
  let commands = 0;
  let moves = 0;
  for (let seed = 1; Date.now() < until; seed++) {
    const { world, broken } = runSchedule(seed);
    expect(broken).toBeNull();
    const replayed = await replay(sql, world);
    expect(replayed.differs, `schedule ${seed}`).toBeNull();
    moves += await expectOneRowEach(sql);
    compared++;
    commands += replayed.commands;
  }
  console.log(`${compared} schedules with ${commands} commands and ${moves} moves were the same`);
  expect(compared).toBeGreaterThan(0);
});
