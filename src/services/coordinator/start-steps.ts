import type { FlowNode } from '@/contract/flow';
import { timeoutMsOf } from '@/contract/flow-settings';
import { appendEvent } from '@/domain/events/append-event';
import type { Ask } from '@/domain/flows/asks';
import type { AtWork } from '@/domain/flows/at-work';
import { draftStep, type HandedOn, pathsOf } from '@/domain/flows/draft-step';
import { BEGIN_NODES, FILL_GROUP, FREE_PLACES, MAKE_READY, NAME_TASKS } from '@/domain/flows/flow-nodes.sql';
import { groupOf, type Place } from '@/domain/flows/plan';
import { querySet } from '@/domain/flows/query-set';
import {
  openersOf,
  placesNamed,
  type Reading,
  readScope,
  readValues,
  withRows,
} from '@/domain/flows/read-values';
import { canonicalPatterns } from '@/domain/locks/canonical-path';
import { likelyFiles } from '@/domain/locks/likely-files';
import { FIND_LIMITS } from '@/domain/projects/find-limits.sql';
import { CREATE_TASKS, NEXT_TASK_NUMBERS } from '@/domain/tasks/create-tasks.sql';
import { startOf } from '@/domain/tasks/start-of';
import { newId, toWireId } from '@/lib/ids';
import { topic } from '@/lib/wake';
import type { Driven } from './drive-flow';
import { askAtGates } from './flow-gates';

interface Begun extends Place {
  id: string;
  tries: number;
}
/** Sources of which a step is told at most. */
const MOST_SOURCES = 200;
/** So many steps begin in one transaction; the others stay ready for the next one. */
export const BEGIN_AT_ONCE = 500;

/** Begins steps of a run that is not paused: with a task, before a person, or until a moment. Held back are those for which their group has no place. */
export async function startSteps(
  driven: Driven,
  reading: Reading,
  { places, freed }: Pick<Extract<Ask, { ask: 'start' }>, 'places' | 'freed'>,
): Promise<void> {
  const { runs, workspaceId, run, work } = driven;
  const of = (rows: object[]) => [workspaceId, run.id, JSON.stringify(rows)];
  if (freed.length > 0) await runs.query(FREE_PLACES, of(freed));
  if (places.length > 0) await querySet(runs, MAKE_READY, of(places), places.length);
  if (run.status !== 'RUNNING') return;
  const groups = new Map<string, Place>(freed.map((group) => [`${group.scope}${group.step}`, group]));
  const free: Place[] = [];
  for (const place of places) {
    const group = work.plan.steps[place.step]!.kind === 'task' ? groupOf(work.plan, place) : null;
    if (group) groups.set(`${group.scope}${group.step}`, group);
    else free.push(place);
  }
  free.splice(BEGIN_AT_ONCE);
  for (const { scope, step } of groups.values()) {
    const counts = [work.plan.steps[step]!.most, BEGIN_AT_ONCE - free.length];
    free.push(...(await runs.query<Place>(FILL_GROUP, [workspaceId, run.id, scope, step, ...counts])));
  }
  if (free.length === 0) return;
  const rows = free.map(({ scope, step }) => ({ scope, step, ...beginningOf(driven, step) }));
  const begun = await querySet<Begun>(runs, BEGIN_NODES, of(rows), rows.length);
  for (const { id, step } of begun) {
    const { kind, node, part } = work.plan.steps[step]!;
    appendEvent(runs, {
      workspaceId,
      type: kind === 'review' ? 'node.review' : 'node.started',
      actor: 'system',
      projectId: run.project_id,
      payload: { runId: toWireId('run', run.id), id: toWireId('node', id), nodeId: node, part, kind },
    });
  }
  await askAtGates(
    driven,
    begun.filter(({ step }) => work.plan.steps[step]!.kind === 'review'),
  );
  const tasks = begun.filter(({ step }) => work.plan.steps[step]!.kind === 'task');
  if (tasks.length > 0) await offerTasks(driven, reading, tasks);
}

function beginningOf({ work }: Driven, step: number) {
  const { kind, node } = work.plan.steps[step]!;
  if (kind === 'review') return { status: 'review', wait: null };
  return { status: 'running', wait: kind === 'wait' ? (work.nodes.get(node)?.config?.waitMs ?? 0) : null };
}

/** Writes the tasks of steps and offers them to runners; a step that has its task already is refused by the database. */
async function offerTasks(driven: Driven, reading: Reading, begun: Begun[]): Promise<void> {
  const { runs, workspaceId, run } = driven;
  const [{ before, now }] = (await runs.query(NEXT_TASK_NUMBERS, [workspaceId, begun.length])) as [
    { before: number; now: Date },
  ];
  const [limits] = await runs.query(FIND_LIMITS, [workspaceId, run.project_id]);
  const rows: object[] = [];
  const ids: string[] = [];
  begun.sort((a, b) => a.step - b.step || (a.scope < b.scope ? -1 : 1));
  const drafts: Awaited<ReturnType<typeof draftOf>>[] = [];
  const known = await knowRows(reading, begun);
  for (const one of begun) drafts.push(await draftOf(driven, known, one));
  const place = { workspaceId, projectId: run.project_id };
  const likely = await likelyFiles(
    runs,
    place,
    drafts.map(({ files_hint }) => files_hint),
  );
  for (const [ord, one] of begun.entries()) {
    const draft = drafts[ord]!;
    const id = newId();
    ids.push(id);
    const start = startOf({ draft: false, type: 'task', priority: draft.priority }, null, now);
    rows.push({
      ...draft,
      ...{ id, ord, number: before + ord + 1, project_id: run.project_id, type: 'task', parent_id: null },
      ...{
        status: start.status,
        reason: null,
        ready: start.ready,
        queued_at: now,
        claim_key: start.claimKey,
      },
      likely_files: likely[ord] ?? [],
      timeout_ms: draft.timeout_ms ?? limits.default_timeout_ms,
      max_turns: draft.max_turns ?? limits.default_max_turns,
      budget_micros: draft.budget_micros ?? limits.default_budget_micros,
      ...{ base_branch: null, target_branch: null },
      ...{ flow_run_id: run.id, flow_node_id: one.id, flow_try: one.tries },
    });
  }
  await runs.query(CREATE_TASKS, [workspaceId, run.created_by, now.toISOString(), JSON.stringify(rows)]);
  const named = [workspaceId, begun.map(({ id }) => id), ids];
  await querySet(runs, NAME_TASKS, named, ids.length);
  runs.wakes.add(topic.claims(workspaceId)).add(topic.events(workspaceId));
}

/** A reading that knows already what leads to these steps, asked of the database at once. */
function knowRows(reading: Reading, begun: Begun[]): Promise<Reading> {
  const { work } = reading;
  return withRows(
    reading,
    begun.flatMap(({ scope, step }) => {
      const node = work.nodes.get(work.plan.steps[step]!.node);
      return [
        ...work.sources[step]!.slice(0, MOST_SOURCES).map((at) => ({ scope, step: at })),
        ...(node ? placesNamed(work, scope, pathsOf(node)) : []),
        ...openersOf(scope),
      ];
    }),
  );
}

async function draftOf({ work }: Driven, reading: Reading, place: Begun) {
  const step = work.plan.steps[place.step]!;
  const node = work.nodes.get(step.node)!;
  const paths = pathsOf(node);
  const handedOn = await handedOnTo(reading, place);
  const scope = await readScope(reading, place, paths);
  const draft = draftStep(node, step, {
    scope: { ...scope, inputs: { ...scope.inputs, ...named(handedOn) } },
    handedOn,
    timeoutMs: timeoutMsOf(node, work.unit) ?? triesTimeoutOf(work, node),
  });
  return {
    ...draft,
    files_hint: canonicalPatterns(draft.files_hint),
    reads_hint: canonicalPatterns(draft.reads_hint),
  };
}

/** A fallback’s own timeout is that of each of its tries that has none. */
function triesTimeoutOf({ nodes, unit }: AtWork, { parent }: FlowNode): number | null {
  const container = parent === undefined ? undefined : nodes.get(parent);
  return container?.kind === 'fallback' ? timeoutMsOf(container, unit) : null;
}

const named = (values: HandedOn[]) => Object.fromEntries(values.map(({ name, value }) => [name, value]));

/** What the steps that lead to this one gave out, by the input that their edge names, else by their own names. */
async function handedOnTo(reading: Reading, place: Place): Promise<HandedOn[]> {
  const { work } = reading;
  const own = work.plan.steps[place.step]!;
  const within = own.within === null ? null : work.nodes.get(work.plan.steps[own.within]!.node);
  const passes =
    !within || !PASSED_WHERE_TOLD.has(within.kind ?? 'task') || within.config?.passOutput === true;
  if (!passes) return [];
  const sources = work.sources[place.step]!.filter(
    (at) => !work.plan.steps[at]!.part?.startsWith('wave '),
  ).slice(0, MOST_SOURCES);
  const given = await readValues(
    reading,
    sources.map((step) => ({ scope: place.scope, step })),
  );
  return sources.flatMap((at, i) => {
    const { status, output } = given[i]!;
    if (status === 'skipped' || output === undefined || output === '') return [];
    const { node, part } = work.plan.steps[at]!;
    const edge = work.edgeBetween(node, own.node);
    const member = edge?.sourceHandle ?? 'output';
    const value =
      typeof output === 'object' && output !== null && Object.hasOwn(output, member)
        ? (output as Record<string, unknown>)[member]
        : output;
    return [{ name: edge?.targetHandle || `${node}${part ? ` (${part})` : ''}`, value }];
  });
}

const PASSED_WHERE_TOLD: ReadonlySet<string> = new Set(['sequential', 'batched']);
