/** Seals of a workspace in their order. $1 workspace, $2 from which number on, $3 limit */
export const READ_SEALS = {
  name: 'read-seals',
  text: `
select number::int as number, ids::text[] as ids, encode(digests, 'hex') as digests, encode(previous, 'hex') as previous,
  encode(hash, 'hex') as hash, sealed_at, last_xid::text as last_xid, last_id::text as last_id, forgotten_at is not null as forgotten
from hot.audit_seal
where workspace_id = $1::uuid and number >= $2::bigint
order by number
limit $3::int`,
};

const COLUMNS = `
  e.id::text as id, e.xid::text as xid, e.type, e.actor, e.project_id, e.task_id, e.agent_id, e.runner_id, e.exception_id,
  e.payload, to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment`;

/**
 * Events of a seal: those it names, and any that stand in its place of the log without being named.
 * $1 workspace, $2 and $3 the cursor before it, $4 and $5 the cursor of its end, $6 ids that it names
 */
export const READ_SEALED = {
  name: 'read-sealed',
  text: `
select * from (
  select ${COLUMNS} from event e
  where e.workspace_id = $1::uuid and (e.xid, e.id) > ($2::text::xid8, $3::bigint) and (e.xid, e.id) <= ($4::text::xid8, $5::bigint)
  union
  select ${COLUMNS} from unnest($6::bigint[]) i join event e on e.id = i and e.workspace_id = $1::uuid
) both_ways
order by xid::xid8, id::bigint`,
};

/** Events that no seal has yet and that nothing can come before any more. $1 workspace, $2 and $3 the cursor, $4 limit */
export const READ_UNSEALED = {
  name: 'read-unsealed',
  text: `
select ${COLUMNS} from event e
where e.workspace_id = $1::uuid and (e.xid, e.id) > ($2::text::xid8, $3::bigint)
  and e.xid < pg_snapshot_xmin(pg_current_snapshot())
order by e.xid, e.id
limit $4::int`,
};
