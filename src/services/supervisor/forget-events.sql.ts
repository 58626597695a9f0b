/**
 * Forgets the events of the oldest seals whose youngest event is older than $1 days, up to $2 seals; their digests stay.
 * Not of the seal that a chain ends in: the next one begins where it ends. Answers what was forgotten, one row a workspace.
 */
export const FORGET_EVENTS = {
  name: 'forget-events',
  text: `
with old as materialized (
  select s.workspace_id, s.number, s.ids from hot.audit_seal s
  where s.forgotten_at is null and s.until < clock_timestamp() - $1::int * interval '1 day'
    and exists (select from hot.audit_seal n where n.workspace_id = s.workspace_id and n.number = s.number + 1)
  order by s.until
  limit $2::int
  for update of s skip locked
), marked as (
  update hot.audit_seal s set forgotten_at = clock_timestamp()
  from old where s.workspace_id = old.workspace_id and s.number = old.number
), gone as (
  delete from event e using old where e.id = any (old.ids) and e.workspace_id = old.workspace_id returning e.workspace_id
)
select old.workspace_id, array_agg(old.number::int order by old.number) as seals, sum(cardinality(old.ids))::int as events,
  (select count(*) from gone g where g.workspace_id = old.workspace_id)::int as gone
from old group by old.workspace_id`,
};
