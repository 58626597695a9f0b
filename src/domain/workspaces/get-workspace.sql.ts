const COLUMNS = `
select w.id, w.name, w.slug, w.created_at, w.quotas,
       case when w.tasks_day = (clock_timestamp() at time zone 'utc')::date then w.tasks_of_day else 0 end as tasks,
       (select count(*)::int from member where workspace_id = w.id) as people,
       (select count(*)::int from runner where workspace_id = w.id and status <> 'REVOKED') as runners,
       (select count(*)::int from project where workspace_id = w.id) as projects,
       (select coalesce(sum(log_bytes), 0)::bigint from agent where workspace_id = w.id and start_day >= $2::date) as log_bytes,
       (select coalesce(sum(size), 0)::bigint from attachment where workspace_id = w.id) as attachment_bytes
from workspace w`;

/** A workspace and what it has of all that is counted. $1 workspace, $2 the first day whose logs are kept */
export const READ_WORKSPACE = {
  name: 'read-workspace',
  text: `${COLUMNS} where w.id = $1::uuid`,
};

/** Likewise some of all, the oldest first. $1 how many, $2 as above, $3 after how many */
export const READ_WORKSPACES = {
  name: 'read-workspaces',
  text: `${COLUMNS} where w.deleted_at is null order by w.id limit $1::int offset $3::int`,
};

/** How many there are. */
export const COUNT_WORKSPACES = {
  name: 'count-workspaces',
  text: 'select count(*)::int as n from workspace where deleted_at is null',
};

/** Replaces a workspace’s own quotas. $1 workspace, $2 quotas */
export const SET_QUOTAS = {
  name: 'set-quotas',
  text: 'update workspace set quotas = $2::jsonb where id = $1::uuid and deleted_at is null returning id',
};

/** A workspace’s own quotas, locked until the transaction ends. $1 workspace */
export const LOCK_QUOTAS = {
  name: 'lock-quotas',
  text: 'select quotas from workspace where id = $1::uuid and deleted_at is null for update',
};
