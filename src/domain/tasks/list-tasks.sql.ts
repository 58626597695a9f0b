import type { TaskStatus } from '@/contract/task';
import type { TaskSort } from '@/contract/task-calls';
import type { Statement } from '@/lib/pool';

/** As all tasks are; the indexes for lists and numbers are there for who says so, and for nobody who looks one task up. */
const NUMBERED = 't.number > 0';
/** The conditions of a list: each that is asked for takes one value, in this order. */
const CONDITIONS = {
  projectId: (n: number) => `t.project_id = $${n}::uuid`,
  hidden: (n: number) => `t.project_id <> all($${n}::uuid[])`,
  risks: (n: number) => `t.risk_level = any($${n}::"RiskLevel"[])`,
  // Within coalesce the planner expects half of all rows to match and walks an index until there are enough: for a
  // word it expects one in ten thousand otherwise, and reads all of the index into a bitmap before the first row.
  pattern: (n: number) =>
    `coalesce(t.title ilike $${n}::text or ('TASK-' || t.number) ilike $${n}::text, false)`,
  types: (n: number) => `t.type = any($${n}::"TaskType"[])`,
  labels: (n: number) => `t.labels @> $${n}::text[]`,
  roles: (n: number) => `t.role = any($${n}::text[])`,
  priorities: (n: number) => `t.priority = any($${n}::int[])`,
  assigneeId: (n: number) => `t.assignee_id = $${n}::uuid`,
  parentId: (n: number) => `t.parent_id = $${n}::uuid`,
  parentNumber: (n: number) =>
    `t.parent_id = (select p.id from task p where p.workspace_id = $1::uuid and p.number > 0 and p.number = $${n}::int)`,
} as const;

/** What a task must be to be listed; absent where it does not matter. */
export type TaskFilter = { [K in keyof typeof CONDITIONS]?: unknown } & {
  statuses?: TaskStatus[];
  withoutParent?: boolean;
  withoutAssignee?: boolean;
  /** Absent: both. */
  archived?: boolean;
};
/** A statement with its values; it has no name, as no two lists need be alike. */
export interface Asked {
  statement: Statement;
  values: unknown[];
}

function conditions(workspaceId: string, filter: TaskFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const parts = ['t.workspace_id = $1::uuid', NUMBERED];
  for (const name of Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[])
    if (filter[name] !== undefined) parts.push(CONDITIONS[name](values.push(filter[name])));
  if (filter.withoutParent) parts.push('t.parent_id is null');
  if (filter.archived !== undefined) parts.push(`t.archived_at is ${filter.archived ? 'not null' : 'null'}`);
  if (filter.withoutAssignee) parts.push('t.assignee_id is null');
  return { where: parts.join(' and '), values };
}

const ofStatuses = (statuses: TaskStatus[] | undefined, values: unknown[]): string =>
  statuses ? ` and t.status = any($${values.push(statuses)}::"TaskStatus"[])` : '';

/** How many tasks match, up to `most`. */
export function countTasks(workspaceId: string, filter: TaskFilter, most: number): Asked {
  const { where, values } = conditions(workspaceId, filter);
  const wanted = where + ofStatuses(filter.statuses, values);
  const text = `select count(*)::int as n from (select from task t where ${wanted} limit $${values.push(most)}::int) s`;
  return { statement: { name: '', text }, values };
}

const microsOf = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;
const micros = (n: number) => `'epoch'::timestamptz + $${n}::bigint * interval '1 microsecond'`;
const number = (n: number) => `$${n}::bigint`;
const KEYS: Record<TaskSort, { column: string; at: string; place: (n: number) => string }> = {
  updated: { column: 't.updated_at', at: microsOf('t.updated_at'), place: micros },
  created: { column: 't.number', at: 't.number', place: number },
  priority: { column: 't.priority', at: 't.priority', place: number },
  number: { column: 't.number', at: 't.number', place: number },
};

interface Order {
  sort: TaskSort;
  order: 'asc' | 'desc';
  /** The place to begin after: a number, times as microseconds since 1970; and an id. */
  after: [at: string, id: string] | null;
  limit: number;
  offset: number;
  /** Whether so few match that they are best found first and put in order then. */
  few: boolean;
}

/**
 * The ids of matching tasks in an order, each with its place for a cursor. Where many match, an index is walked in the
 * order that is asked for and left at the end of the page: by change of some statuses that of each, which are then merged.
 * Tasks are numbered as they are created. Under row-level security the planner does not know that a status that is given
 * is the same throughout: a part names it in its order, as the index has it.
 */
export function listTaskIds(
  workspaceId: string,
  filter: TaskFilter,
  { sort, order, after, limit, offset, few }: Order,
): Asked {
  const { where, values } = conditions(workspaceId, filter);
  const { column, at, place } = KEYS[sort];
  const sign = order === 'desc' ? '<' : '>';
  const begin = after
    ? ` and (${column}, t.id) ${sign} (${place(values.push(after[0]))}, $${values.push(after[1])}::uuid)`
    : '';
  const rows = `select t.id, ${column} as key, ${at}::text as at from task t where ${where}${begin}`;
  const ordered = `order by key ${order}, id ${order}`;
  const merged = sort === 'updated' && !few ? filter.statuses : undefined;
  const wanted = merged
    ? merged
        .map(
          (status) =>
            `(${rows} and t.status = '${status}' order by t.status ${order}, key ${order}, id ${order} limit $${'most'})`,
        )
        .join(' union all ')
    : `${rows}${ofStatuses(filter.statuses, values)}`;
  const most = merged ? values.push(limit + offset) : 0;
  const found = `with found as ${few ? 'materialized ' : ''}(${wanted.replaceAll('$most', `$${most}::int`)})`;
  const text = `${found} select id, at from found ${ordered} limit $${values.push(limit)}::int offset $${values.push(offset)}::int`;
  return { statement: { name: '', text }, values };
}
