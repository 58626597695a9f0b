import type { TaskSort } from '@/contract/task-calls';
import type { Statement } from '@/lib/pool';

const WANTED = `
from task t
where t.workspace_id = $1::uuid
  and ($2::text[] is null or t.status::text = any($2::text[]))
  and ($3::uuid is null or t.project_id = $3::uuid)
  and ($4::text[] is null or t.risk_level::text = any($4::text[]))
  and ($5::text is null or t.title ilike $5::text or ('TASK-' || t.number) ilike $5::text)
  and ($6::text[] is null or t.type::text = any($6::text[]))
  and ($7::text[] is null or t.labels @> $7::text[])
  and ($8::text[] is null or t.role = any($8::text[]))
  and ($9::int[] is null or t.priority = any($9::int[]))
  and case when $10::bool then t.parent_id is null
           when $11::uuid is null and $12::int is null then true
           else t.parent_id = (select p.id from task p where p.workspace_id = $1::uuid and (p.id = $11::uuid or p.number = $12::int)) end`;

/**
 * How many tasks match. $1 workspace, $2 statuses, $3 project, $4 risks, $5 pattern for title and ref, $6 types, $7 labels,
 * $8 roles, $9 priorities, $10 whether only those without a parent, else of the parent $11 id or $12 number
 */
export const COUNT_TASKS = {
  name: 'count-tasks',
  text: `select count(*)::int as n ${WANTED}`,
};

const MICROS = "'epoch'::timestamptz + $13::bigint * interval '1 microsecond'";
const microsOf = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint`;
const KEYS: Record<TaskSort, { column: string; at: string; place: string }> = {
  updated: { column: 't.updated_at', at: microsOf('t.updated_at'), place: MICROS },
  created: { column: 't.created_at', at: microsOf('t.created_at'), place: MICROS },
  priority: { column: 't.priority', at: 't.priority', place: '$13::bigint' },
  number: { column: 't.number', at: 't.number', place: '$13::bigint' },
};

/**
 * The ids of matching tasks in an order, each with its place for a cursor: a number, times as microseconds since 1970.
 * $13 and $14 the place to begin after, $15 limit, $16 offset
 */
export function listTaskIds(sort: TaskSort, order: 'asc' | 'desc'): Statement {
  const { column, at, place } = KEYS[sort];
  return {
    name: `list-task-ids-${sort}-${order}`,
    text: `
select t.id, ${at}::text as at ${WANTED}
  and ($13::bigint is null or (${column}, t.id) ${order === 'desc' ? '<' : '>'} (${place}, $14::uuid))
order by ${column} ${order}, t.id ${order}
limit $15::int offset $16::int`,
  };
}
