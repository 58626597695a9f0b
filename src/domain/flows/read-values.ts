import { type FlowScope, valueAt } from '@/contract/flow-condition';
import { kindOf } from '@/contract/flow-settings';
import type { Runs } from '@/lib/pool';
import { type AtWork, findNode } from './at-work';
import { READ_OUTPUTS } from './flow-nodes.sql';
import { openerOf, type Place, scopeOf } from './plan';
import { querySet } from './query-set';

/** Whose values are read. Ids are database uuids. */
export interface Reading {
  runs: Runs;
  workspaceId: string;
  runId: string;
  work: AtWork;
  inputs: Record<string, unknown>;
  /** Rows that have been read in this transaction, by scope and step; null for none. */
  known?: ReadonlyMap<string, Row | null>;
}
interface Row extends Place {
  status: string;
  round: number | null;
  branch: boolean | null;
  output: unknown;
  items: unknown[] | null;
}
/** How a step ended and what it gave out. */
export interface Given {
  status: string;
  output: unknown;
}
const NOTHING: Given = { status: 'waiting', output: undefined };

/** What steps gave out, one for each place. Of a container it is made of what those within it gave out. */
export async function readValues(reading: Reading, places: Place[]): Promise<Given[]> {
  if (places.length === 0) return [];
  const { known } = await withRows(reading, places);
  const given: Given[] = [];
  for (const place of places) {
    const row = known.get(`${place.scope}${place.step}`);
    given.push(row ? { status: row.status, output: await outputOf(reading, row) } : NOTHING);
  }
  return given;
}

/** The same reading, which knows the rows of these places too: what it does not know yet is read in one statement. */
export async function withRows(
  reading: Reading,
  places: Place[],
): Promise<Reading & Required<Pick<Reading, 'known'>>> {
  const missing = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.scope}${place.step}`;
    if (!reading.known?.has(key)) missing.set(key, placeOf(place));
  }
  if (missing.size === 0) return { ...reading, known: reading.known ?? new Map() };
  const { runs, workspaceId, runId } = reading;
  const asked = JSON.stringify([...missing.values()]);
  const rows = await querySet<Row>(runs, READ_OUTPUTS, [workspaceId, runId, asked], missing.size);
  const known = new Map<string, Row | null>(reading.known);
  for (const key of missing.keys()) known.set(key, null);
  for (const row of rows) known.set(`${row.scope}${row.step}`, row);
  return { ...reading, known };
}

async function outputOf(reading: Reading, row: Row): Promise<unknown> {
  const { plan, sources, nodes } = reading.work;
  const step = plan.steps[row.step]!;
  if (step.kind === 'choice') return row.branch ?? undefined;
  if (step.kind === 'join')
    return listOf(
      await readValues(
        reading,
        sources[row.step]!.map((at) => ({ scope: row.scope, step: at })),
      ),
    );
  if (step.kind === 'loop')
    return row.round === null
      ? undefined
      : (await readValues(reading, [{ scope: scopeOf(row, row.round), step: step.latch }]))[0]!.output;
  if (step.kind !== 'each') return row.output ?? undefined;
  if (row.round === null) return undefined;
  const node = nodes.get(step.node);
  const body = step.body.filter((at) => plan.steps[at]!.kind !== 'join');
  if (row.items !== null) {
    const last = body.at(-1)!;
    const rounds = Array.from({ length: row.round + 1 }, (_, round) => ({
      scope: scopeOf(row, round),
      step: last,
    }));
    return (await readValues(reading, rounds)).map(({ output }) => output ?? null);
  }
  const judges = body.filter((at) => nodes.get(plan.steps[at]!.node)?.part === 'judge');
  const of =
    node && kindOf(node) !== 'cascade' && judges.length > 0
      ? judges
      : body.filter((at) => !judges.includes(at));
  const list = listOf(
    await readValues(
      reading,
      of.map((at) => ({ scope: scopeOf(row, 0), step: at })),
    ),
  );
  return node && ONE.has(kindOf(node))
    ? list.at(-1)
    : list.length === 1 && judges.length > 0
      ? list[0]
      : list;
}

/** Containers that come to one thing: the last of theirs that succeeded. */
const ONE: ReadonlySet<string> = new Set(['sequential', 'fallback', 'cascade', 'debate']);

const listOf = (given: Given[]): unknown[] =>
  given.flatMap(({ status, output }) => (status === 'succeeded' && output !== undefined ? [output] : []));

const placeOf = ({ scope, step }: Place) => ({ scope, step });

function nodesNamed(work: AtWork, scope: string, paths: string[]): { id: string; at: Place }[] {
  const ids = [...new Set(paths.flatMap((path) => (path.startsWith('nodes.') ? [path.split('.')[1]!] : [])))];
  return ids.flatMap((id) => {
    const at = findNode(work, id, scope);
    return at ? [{ id, at }] : [];
  });
}

/** The steps that these references name, seen from a scope. */
export const placesNamed = (work: AtWork, scope: string, paths: string[]): Place[] =>
  nodesNamed(work, scope, paths).map(({ at }) => at);

/** The steps in whose rounds a scope stands. */
export function openersOf(scope: string): Place[] {
  const openers: Place[] = [];
  for (let opener = openerOf(scope); opener; opener = openerOf(opener.scope)) openers.push(placeOf(opener));
  return openers;
}

/** What stands around a step: values of the run, of the nodes that are named, and of the rounds it stands in. */
export async function readScope(reading: Reading, place: Place, paths: string[]): Promise<FlowScope> {
  const { work, inputs } = reading;
  const found = nodesNamed(work, place.scope, paths);
  const given = await readValues(
    reading,
    found.map(({ at }) => at),
  );
  const nodes = Object.fromEntries(found.map(({ id }, i) => [id, given[i]!]));
  const scope: FlowScope = { vars: variablesOf(work, inputs), inputs, nodes };
  for (let opener = openerOf(place.scope); opener; opener = openerOf(opener.scope)) {
    const kind = work.plan.steps[opener.step]!.kind;
    if (kind === 'loop') scope.iteration ??= opener.round;
    if (kind !== 'each' || scope.item !== undefined) continue;
    const { known } = await withRows(reading, [opener]);
    const row = known.get(`${opener.scope}${opener.step}`);
    if (!row?.items) continue;
    scope.item = row.items[opener.round];
    scope.index = opener.round;
  }
  return scope;
}

/** The variables of a run: as it was given them, else as the flow has them. */
export const variablesOf = ({ flow }: AtWork, inputs: Record<string, unknown>): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(flow.variables ?? {}).map(([name, { default: value }]) => [name, value]),
  ),
  ...inputs,
});

/** The list of a fan-out, or why there is none. */
export async function readList(reading: Reading, place: Place, most: number): Promise<unknown[] | string> {
  const node = reading.work.nodes.get(reading.work.plan.steps[place.step]!.node);
  const items = node?.config?.items;
  const list =
    items === undefined || Array.isArray(items)
      ? items
      : valueAt(items.path, await readScope(reading, place, [items.path]));
  if (!Array.isArray(list)) return 'no_list';
  return list.length > most ? `list_too_long:${list.length}` : list;
}
