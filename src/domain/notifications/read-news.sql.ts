import { byKey } from '@/lib/by-key.sql';

/** Workspaces in which something has happened since it was last looked at, or the one that is named. $1 limit, $2 workspace or null */
export const FIND_NEWS = {
  name: 'find-news',
  text: `
select w.id as workspace_id
from workspace w
left join hot.news_place p on p.workspace_id = w.id
where w.deleted_at is null and ($2::uuid is null or w.id = $2::uuid) and exists (
  select from event e
  where e.workspace_id = w.id and (e.xid, e.id) > (coalesce(p.last_xid, '0'::xid8), coalesce(p.last_id, 0))
    and e.xid < pg_snapshot_xmin(pg_current_snapshot())
)
limit $1::int`,
};

/** How far a workspace ($1) has been looked through, kept from everybody else until this transaction ends. */
export const LOCK_PLACE = {
  name: 'lock-news-place',
  text: `
insert into hot.news_place (workspace_id, last_xid, last_id) values ($1::uuid, '0', 0)
on conflict (workspace_id) do update set last_id = hot.news_place.last_id
returning last_xid::text as xid, last_id::text as id`,
};

/** What happened after a place ($2, $3) and before a transaction ($6) up to which all is settled, of the types $4 alone, with what is needed to say it. $5 limit */
export const READ_NEWS = {
  name: 'read-news',
  text: `
select e.id::text as id, e.xid::text as xid, e.type, e.actor, e.payload, e.task_id, e.exception_id,
       t.number as task_number, t.title as task_title, t.status as task_status, t.reason as task_reason,
       t.project_id, t.created_by, t.assignee_id,
       r.text as said, r.mentions, s.name as said_by,
       x.number, x.title, x.body, x.type as exception_type, x.severity, x.status, x.assignee_id as exception_assignee_id
from event e
left join task t on ${byKey('t', 'e.workspace_id', 'e.task_id')}
left join exception x on x.workspace_id = e.workspace_id and x.id = e.exception_id
left join remark r on r.workspace_id = e.workspace_id and r.id = replace(e.payload ->> 'remark', 'remark_', '')::uuid
left join "user" s on s.id = r.author_id
where e.workspace_id = $1::uuid and (e.xid, e.id) > ($2::text::xid8, $3::bigint)
  and e.xid < $6::text::xid8 and e.type = any ($4::text[])
order by e.xid, e.id
limit $5::int`,
};

/** Where what is settled ends: nothing will be written before it any more. */
export const SETTLED_UNTIL = {
  name: 'settled-until',
  text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid',
};

/** Notes how far a workspace ($1) has been looked through. */
export const KEEP_PLACE = {
  name: 'keep-news-place',
  text: `update hot.news_place set last_xid = $2::text::xid8, last_id = $3::bigint where workspace_id = $1::uuid`,
};
