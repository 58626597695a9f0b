import { MOST_ITEMS } from '@/contract/flow';
import { meets, testsOf } from '@/contract/flow-condition';
import { kindOf } from '@/contract/flow-settings';
import { appendEvent } from '@/domain/events/append-event';
import type { Answers, Ask, Asking, Due, Ended, Question } from '@/domain/flows/asks';
import type { AtWork } from '@/domain/flows/at-work';
import {
  ARRIVE,
  END_NODES,
  INSERT_NODES,
  LEAVE,
  LEAVE_RUN,
  OPEN_ROUNDS,
  READ_ENDINGS,
} from '@/domain/flows/flow-nodes.sql';
import { nodeRows } from '@/domain/flows/node-rows';
import type { Ending, Place } from '@/domain/flows/plan';
import { querySet } from '@/domain/flows/query-set';
import { type Reading, readList, readScope, readValues } from '@/domain/flows/read-values';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { readStanding, restartNodes } from './restart-nodes';
import { startSteps } from './start-steps';

/** A locked run. */
export interface FlowRunRow {
  id: string;
  project_id: string;
  status: string;
  created_by: string | null;
  inputs: Record<string, unknown>;
}
/** A run that is taken on in an open transaction. */
export interface Driven {
  runs: Runs;
  workspaceId: string;
  run: FlowRunRow;
  work: AtWork;
  /** What steps that have just ended gave out, by scope and step. */
  outputs: ReadonlyMap<string, unknown>;
}

/** Answers what the core asks from the tables, set by set. Answers what is left of the run; null where nothing of it ended. */
export async function driveFlow(
  driven: Driven,
  core: Asking<void>,
): Promise<{ open: number; failed: number } | null> {
  let left: { open: number; failed: number } | null = null;
  const lists = new Map<string, unknown[]>();
  for (let asked = core.next(); !asked.done; ) {
    const ask = asked.value;
    let answer: unknown;
    if (ask.ask === 'settle') {
      const { settled, run } = await settle(driven, ask);
      left = run ?? left;
      answer = settled;
    } else if (ask.ask === 'standing') answer = await readStanding(driven, ask);
    else if (ask.ask === 'restart') await restartNodes(driven, ask);
    else if (ask.ask === 'count') answer = await count(driven, ask.places, lists);
    else if (ask.ask === 'open') answer = await open(driven, ask, lists);
    else answer = await other(driven, ask);
    asked = core.next(answer as never);
  }
  return left;
}

const readingOf = ({ runs, workspaceId, run, work }: Driven): Reading => ({
  runs,
  workspaceId,
  runId: run.id,
  work,
  inputs: run.inputs,
});

async function settle(driven: Driven, { ended, arrivals, leaving }: Extract<Ask, { ask: 'settle' }>) {
  const { runs, workspaceId, run, outputs } = driven;
  const of = (rows: object[]) => [workspaceId, run.id, JSON.stringify(rows)];
  const rounds = leaving.flatMap(({ place, ...counts }) => (place ? [{ ...place, ...counts }] : []));
  const own = leaving.find(({ place }) => place === null);
  const [told, arrived, emptied, left] = await Promise.all([
    querySet<Place & { id: string }>(
      runs,
      END_NODES,
      of(
        ended.map(({ scope, step, ending, reason, branch }) => ({
          ...{ scope, step, status: ending, reason, branch },
          output: outputs.get(`${scope}${step}`),
        })),
      ),
      ended.length,
    ),
    arrivals.length > 0 ? querySet<Due & { due: boolean }>(runs, ARRIVE, of(arrivals), arrivals.length) : [],
    rounds.length > 0 ? runs.query(LEAVE, of(rounds)) : [],
    own ? runs.query(LEAVE_RUN, [workspaceId, run.id, own.ended, own.failed]) : [],
  ]);
  tell(driven, ended, told);
  const settled: Answers['settle'] = {
    due: arrived.filter(({ due }) => due),
    emptied: emptied.filter((row) => row.emptied),
  };
  return { settled, run: left[0] ? { open: left[0].left_open, failed: left[0].failed } : null };
}

/** Says of each node how it ended; parts that only hold a strategy together are nobody’s news. */
function tell(
  { runs, workspaceId, run, work }: Driven,
  ended: Ended[],
  rows: (Place & { id: string })[],
): void {
  const ids = new Map(rows.map(({ id, scope, step }) => [`${scope}${step}`, id]));
  for (const { scope, step, ending, reason } of ended) {
    const { node, part, kind } = work.plan.steps[step]!;
    if (kind === 'join' && part !== null) continue;
    appendEvent(runs, {
      workspaceId,
      type: ending === 'succeeded' ? 'node.completed' : ending === 'skipped' ? 'node.skipped' : 'node.failed',
      actor: 'system',
      projectId: run.project_id,
      payload: {
        ...{
          runId: toWireId('run', run.id),
          id: toWireId('node', ids.get(`${scope}${step}`)!),
          nodeId: node,
          part,
        },
        ...{ reason, cancelled: ending === 'cancelled' || undefined },
      },
    });
  }
}

async function count(driven: Driven, places: Place[], lists: Map<string, unknown[]>) {
  const { plan, nodes } = driven.work;
  const counts: Answers['count'] = [];
  for (const place of places) {
    const node = nodes.get(plan.steps[place.step]!.node);
    if (!node || kindOf(node) !== 'fan-out') {
      counts.push(1);
      continue;
    }
    const list = await readList(readingOf(driven), place, MOST_ITEMS);
    if (typeof list !== 'string') lists.set(`${place.scope}${place.step}`, list);
    counts.push(typeof list === 'string' ? list : list.length);
  }
  return counts;
}

async function open(
  { runs, workspaceId, run, work }: Driven,
  { openings }: Extract<Ask, { ask: 'open' }>,
  lists: ReadonlyMap<string, unknown[]>,
): Promise<void> {
  const opened = openings.map(({ place, from, rounds, body }) => ({
    ...place,
    round: from + rounds - 1,
    left: rounds * body.length,
    items: lists.get(`${place.scope}${place.step}`),
  }));
  await Promise.all([
    querySet(runs, OPEN_ROUNDS, [workspaceId, run.id, JSON.stringify(opened)], opened.length),
    runs.query(INSERT_NODES, [workspaceId, run.id, JSON.stringify(nodeRows(work.plan, openings))]),
  ]);
}

async function other(
  driven: Driven,
  ask: Exclude<Ask, { ask: 'settle' | 'standing' | 'restart' | 'count' | 'open' }>,
) {
  const { runs, workspaceId, run } = driven;
  if (ask.ask === 'start') return startSteps(driven, readingOf(driven), ask);
  if (ask.ask === 'endings') {
    const rows = await runs.query(READ_ENDINGS, [workspaceId, run.id, JSON.stringify(ask.places)]);
    return ask.places.map(({ scope, step }): Ended => {
      const row = rows.find((one) => one.scope === scope && one.step === step);
      return {
        ...row,
        ending: row.status as Ending,
        branch: row.branch ?? undefined,
        round: row.round ?? undefined,
      };
    });
  }
  const answers: boolean[] = [];
  if (ask.ask === 'meets') for (const question of ask.questions) answers.push(await isMet(driven, question));
  else for (const place of ask.places) answers.push(await chosen(driven, place));
  return answers;
}

/** Whether a condition on an edge holds: it reads how its source ended and what that gave out. */
async function isMet(driven: Driven, { at, when }: Question): Promise<boolean> {
  const reading = readingOf(driven);
  const paths = testsOf(when).map(({ path }) => path);
  const scope = await readScope(reading, at, paths);
  const known = driven.outputs.get(`${at.scope}${at.step}`);
  const output = known ?? (await readValues(reading, [at]))[0]!.output;
  return meets(when, { ...scope, status: at.ending, output });
}

/** Which way a condition node goes: it reads what the one step before it gave out, or named nodes. */
async function chosen(driven: Driven, place: Place): Promise<boolean> {
  const reading = readingOf(driven);
  const step = driven.work.plan.steps[place.step]!;
  if (step.kind !== 'choice') return false;
  const scope = await readScope(
    reading,
    place,
    testsOf(step.condition).map(({ path }) => path),
  );
  const before = driven.work.sources[place.step]!.map((at) => ({ scope: place.scope, step: at }));
  const given = await readValues(reading, before.slice(0, 1));
  return meets(step.condition, { ...scope, ...given[0] });
}
