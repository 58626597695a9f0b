import { engine } from '@/lib/pool';
import {
  DELETED_WORKSPACES,
  ERASE_EVENTS,
  ERASE_REST,
  ERASE_TASKS,
  ERASE_WORKSPACE,
  PART_TASKS,
} from './erase-workspaces.sql';

const TASKS = 100;
const EVENTS = 5_000;
/** What is left waits for the next sweep. */
const MOST_ROUNDS = 20;

/** Erases what deleted workspaces hold, in pieces: events of the last day stay until they are a day old. Answers how many rows went. */
export async function eraseWorkspaces(): Promise<number> {
  let all = 0;
  for (const { id } of await engine.query(DELETED_WORKSPACES)) {
    await engine.query(PART_TASKS, [id]);
    const tasks = await inPieces(TASKS, async () => (await engine.query(ERASE_TASKS, [id, TASKS]))[0].n);
    if (tasks.isDone) await engine.query(ERASE_REST, [id]);
    const events = await inPieces(EVENTS, async () => (await engine.query(ERASE_EVENTS, [id, EVENTS]))[0].n);
    all += tasks.gone + events.gone;
    if (tasks.isDone) all += (await engine.query(ERASE_WORKSPACE, [id])).length;
  }
  return all;
}

async function inPieces(
  size: number,
  erase: () => Promise<number>,
): Promise<{ gone: number; isDone: boolean }> {
  let gone = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const n = await erase();
    gone += n;
    if (n < size) return { gone, isDone: true };
  }
  return { gone, isDone: false };
}
