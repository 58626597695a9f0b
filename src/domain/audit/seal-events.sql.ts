/** Workspaces with settled events that no seal has yet. $1 limit */
export const FIND_UNSEALED = {
  name: 'find-unsealed',
  text: `
select w.id as workspace_id
from workspace w
left join lateral (
  select a.last_xid, a.last_id from hot.audit_seal a where a.workspace_id = w.id order by a.number desc limit 1
) s on true
where exists (
  select from event e
  where e.workspace_id = w.id and (e.xid, e.id) > (coalesce(s.last_xid, '0'::xid8), coalesce(s.last_id, 0))
    and e.xid < pg_snapshot_xmin(pg_current_snapshot())
)
limit $1::int`,
};

/** The end of a workspace's chain, and the time. $1 workspace */
export const CHAIN_HEAD = {
  name: 'chain-head',
  text: `
select s.number::int as number, encode(s.hash, 'hex') as hash, s.last_xid::text as last_xid, s.last_id::text as last_id, now.at
from (select date_trunc('milliseconds', clock_timestamp()) as at) now
left join lateral (
  select * from hot.audit_seal a where a.workspace_id = $1::uuid order by a.number desc limit 1
) s on true`,
};

/**
 * Adds one seal; nothing where another sealer has added this number before.
 * $1 workspace, $2 number, $3 ids, $4 digests, $5 previous, $6 hash, $7 sealed at, $8 and $9 the cursor of its end, $10 until
 */
export const ADD_SEAL = {
  name: 'add-seal',
  text: `
insert into hot.audit_seal (workspace_id, number, ids, digests, previous, hash, sealed_at, last_xid, last_id, until)
values ($1::uuid, $2::bigint, $3::bigint[], decode($4, 'hex'), decode($5, 'hex'), decode($6, 'hex'), $7::timestamptz,
  $8::text::xid8, $9::bigint, $10::timestamptz)
on conflict do nothing returning number`,
};
