import { byKey } from '@/lib/by-key.sql';

/** From how far back files come along. */
const STEPS = 8;

/**
 * The files of a live agent: those given to its task, and before them those of what it does again, goes on from, or is a part
 * of, within its project. What is the same under the same name is there once.
 */
const OF_AGENT = `
with recursive come as (
  select t.workspace_id, t.id, t.project_id, t.origin_id, t.parent_id, t.resolution, 0 as steps
  from lease l join task t on ${byKey('t', 'l.workspace_id', 'l.task_id')}
  where l.agent_id = $1::uuid and l.token_hash = $2::bytea
  union
  select o.workspace_id, o.id, o.project_id, o.origin_id, o.parent_id, o.resolution, c.steps + 1
  from come c
  cross join lateral (
    select t.* from task t
    where t.id = any (array[case when c.resolution is distinct from 'duplicate' then c.origin_id end, c.parent_id])
      and t.workspace_id is not distinct from c.workspace_id and t.project_id is not distinct from c.project_id
  ) o
  where c.steps < ${STEPS}
), given as (
  select distinct on (f.sha256, f.name) f.id
  from come c join attachment f on f.workspace_id = c.workspace_id and f.task_id = c.id
  order by f.sha256, f.name, f.id
)`;

/** The files of a live agent, oldest first. $1 agent, $2 token hash */
export const FILES_OF_AGENT = {
  name: 'files-of-agent',
  text: `${OF_AGENT}
select f.id, f.name, f.media_type as "mediaType", f.size, f.sha256 from given g join attachment f on f.id = g.id order by f.id`,
};

/** One of them with its bytes. $1 agent, $2 token hash, $3 attachment */
export const FILE_OF_AGENT = {
  name: 'file-of-agent',
  text: `${OF_AGENT}
select f.name, f.media_type, f.bytes from given g join attachment f on f.id = g.id where g.id = $3::uuid`,
};

/** Whether the lease that a token is of is there still. $1 agent, $2 token hash */
export const IS_LIVE = {
  name: 'is-live-agent',
  text: 'select from lease where agent_id = $1::uuid and token_hash = $2::bytea',
};
