import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { AppError } from '@/lib/errors';
import type { Answers, Command, Outcomes } from '../commands';
import type { World } from '../schedule/world';
import { linesOfDatabase, linesOfModel } from './final-rows';
import { Names } from './names';
import { SteeredClock } from './steered-clock';
import { type Place, VERBS } from './verbs';

/** What has nothing to do changes nothing: one in so many is enough to see that PostgreSQL has nothing to do either. */
const IDLE_APART = 5;

/** Neither decided by the clock nor written down with a moment that a later decision reads. */
const TIMELESS = new Set<Command['do']>(['append', 'logState']);

/** A mistake differs each time; a statement that a busy machine has ended for its time does not. */
const TRIES = 2;

export interface Replayed {
  commands: number;
  /** The first difference, if any. */
  differs: string | null;
}

/**
 * Does what a schedule asked of the model to production's own verbs over PostgreSQL, and compares every answer and
 * what is left. What differs is tried again, and counts where it differs each time.
 */
export async function replay(sql: pg.Client, world: World): Promise<Replayed> {
  let commands = 0;
  let last: Replayed | null = null;
  for (let tries = 0; tries < TRIES && (last === null || last.differs); tries++) {
    last = await replayOnce(sql, world);
    commands += last.commands;
  }
  return { ...last!, commands };
}

async function replayOnce(sql: pg.Client, world: World): Promise<Replayed> {
  const place = await openPlace(sql, [...world.model.rows.runners.keys()]);
  const clock = await SteeredClock.begin(sql);
  let commands = 0;
  let differs: string | null = null;
  let idle = 0;
  for (const { atMs, command, outcome, quiet } of world.history) {
    if (quiet && isIdle(command, outcome) && idle++ % IDLE_APART !== 0) continue;
    if (!TIMELESS.has(command.do)) await clock.comeTo(atMs);
    const answer = await ask(place, command, outcome);
    commands++;
    if (isDeepStrictEqual(plain(answer), plain(outcome))) continue;
    const { do: name } = command;
    differs = `command ${commands} (${name}) at ${atMs} ms: PostgreSQL ${JSON.stringify(answer)}, model ${JSON.stringify(outcome)} of ${JSON.stringify({ ...command, bytes: undefined })}`;
    break;
  }
  if (!differs) {
    const [real, model] = [
      await linesOfDatabase(sql, place.workspaceId, place.names),
      linesOfModel(world.model.rows),
    ];
    const more = real.filter((line) => !model.includes(line));
    const less = model.filter((line) => !real.includes(line));
    if (more.length + less.length > 0)
      differs = `rows: PostgreSQL has ${more.join(' ')}, the model ${less.join(' ')}`;
  }
  // Nothing of it may be found by the sweeps of the next one.
  await sql.query('delete from lease where workspace_id = $1', [place.workspaceId]);
  await sql.query(
    "update task set status = 'CANCELLED', ready = null, claim_key = null where workspace_id = $1 and status in ('CANCELLING', 'BLOCKED')",
    [place.workspaceId],
  );
  return { commands, differs };
}

/** Whether a command found nothing to do: a sweep without anything due, a claim without work. */
function isIdle(command: Command, outcome: Outcomes): boolean {
  if (!('value' in outcome)) return false;
  const { value } = outcome as { value: Partial<Answers['claim'] & Answers['sweep']> };
  if (command.do === 'sweep') return value.lost === 0 && value.cancelled === 0 && value.killed === 0;
  return command.do === 'claim' && value.state === 'none';
}

/** What PostgreSQL said; what fails otherwise differs from all that a model says, and ends no lane. */
async function ask(place: Place, command: Command, model: Outcomes): Promise<Outcomes | { threw: string }> {
  const verb = VERBS[command.do] as (place: Place, command: Command, model: unknown) => Promise<never>;
  try {
    return { value: await verb(place, command, 'value' in model ? model.value : null) };
  } catch (error) {
    if (!(error instanceof AppError)) return { threw: String(error) };
    return { refused: error.code, next: (error.details?.next as number | undefined) ?? null };
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function openPlace(sql: pg.Client, runners: string[]): Promise<Place> {
  const names = new Names();
  const place = { workspaceId: randomUUID(), userId: randomUUID(), projectId: randomUUID(), names };
  const { workspaceId, userId, projectId } = place;
  await sql.query("insert into workspace (id, name, slug) values ($1, 'Simulated', $2)", [
    workspaceId,
    workspaceId,
  ]);
  await sql.query(`insert into "user" (id, name, email) values ($1, 'Me', $2)`, [
    userId,
    `${userId}@example.com`,
  ]);
  await sql.query(
    "insert into project (id, workspace_id, name, repo, auto_merge_low) values ($1, $2, 'Shop', '/srv/shop', true)",
    [projectId, workspaceId],
  );
  for (const runner of runners) {
    const id = randomUUID();
    names.bind(runner, id);
    await sql.query(
      `insert into runner (id, workspace_id, name, public_jwk, session_epoch, last_seen_at, max_concurrent)
       values ($1, $2, $3, '{}', 0, clock_timestamp(), 2)`,
      [id, workspaceId, runner],
    );
  }
  return place;
}
