/** What became of the tasks of a project: agents kept from a write in the middle, tasks set aside at their claim, merges that met a conflict, tasks merged. $1 project */
export const COUNT_COLLISIONS = `
with t as (select * from task where project_id = $1::uuid), e as (select e.* from event e join t on t.id = e.task_id)
select (select count(*) from e where type = 'lock.refused')::int as refused,
       (select count(*) from e where type = 'task.blocked' and payload ->> 'reason' like 'lock:%')::int as waits,
       (select count(*) from agent a join t on t.id = a.task_id where a.kind = 'merge' and a.reason = 'merge_conflict')::int as conflicts,
       (select count(*) from t where status = 'COMPLETED')::int as merged,
       (select extract(epoch from max(a.ended_at) - min(a.started_at)) from agent a join t on t.id = a.task_id)::float8 as seconds`;

/** Tasks whose merge came back, as the branch, or the folder that has it, was moved by another machine meanwhile. $1 project */
export const CAME_BACK = `
select 'TASK-' || number as ref, head_sha as head from task
where project_id = $1::uuid and status = 'IN_REVIEW' and reason in ('merge_moved', 'repo_dirty')`;
