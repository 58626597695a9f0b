import { byKey } from '@/lib/by-key.sql';

/**
 * What the last agent left that worked on each of these tasks, or on the one that it goes on from: the one that had a
 * session of the engine, where any had. A session that a live agent uses is not given away twice.
 * $1 workspace; then one entry a claim: $2 task, $3 the runner that claims it
 */
export const FIND_EARLIER = {
  name: 'find-earlier',
  text: `
select g.task_id, e.*
from unnest($2::uuid[], $3::uuid[]) as g (task_id, runner_id)
join task own on ${byKey('own', '$1::uuid', 'g.task_id')}
cross join lateral (
  select t.number, a.attempt, a.status::text as status, a.reason, a.engine, a.engine_version, a.base_sha, a.runner_id = g.runner_id as here,
         coalesce(t.base_branch, t.target_branch, p.default_branch) as base_branch,
         case when not exists (select from agent b join lease l on l.agent_id = b.id
                               where b.workspace_id = $1::uuid and b.engine_session_id = a.engine_session_id) then a.engine_session_id end as session_id,
         left(coalesce(a.result ->> 'message', ''), 4000) as message,
         coalesce((select jsonb_agg(f.file ->> 'path') from (
           select file from change c, jsonb_array_elements(c.files) as file where c.workspace_id = $1::uuid and c.agent_id = a.id limit 200) f), '[]') as files,
         coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'status', k.status, 'outputTail', right(k.output_tail, 4000))) from (
           select r.name, r.status, r.output_tail from check_run r
           where r.workspace_id = $1::uuid and r.agent_id = a.id and r.status in ('failed', 'error', 'timeout')
             and r.round is not distinct from (select max(m.round) from check_run m where m.workspace_id = $1::uuid and m.agent_id = a.id)
           order by r.name limit 5) k), '[]') as checks,
         coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'title', q.title, 'body', q.body, 'options', q.options, 'answer', q.answer) order by q.number) from (
           select x.id, x.number, x.title, x.body, x.options, case when x.status = 'resolved' then x.resolution end as answer from exception x
           where x.workspace_id = $1::uuid and x.task_id = a.task_id and x.type = 'QUESTION' and x.status in ('open', 'acknowledged', 'resolved')
           order by x.number desc limit 20) q), '[]') as questions,
         coalesce((select jsonb_agg(h.text order by h.seq) from (
           select m.seq, left(m.text, 2000) as text from message m
           where m.workspace_id = $1::uuid and m.task_id = a.task_id and m.seen_at is not null
           order by m.seq desc limit 20) h), '[]') as heard
  from agent a
  join task t on ${byKey('t', '$1::uuid', 'a.task_id')}
  join project p on p.workspace_id = $1::uuid and p.id = t.project_id
  where a.workspace_id = $1::uuid and a.kind = 'work' and a.ended_at is not null
    and (a.task_id = own.id or (a.task_id = own.origin_id and t.status = 'COMPLETED'))
  order by a.task_id = own.id desc, a.engine_session_id is not null desc, a.attempt desc
  limit 1
) e`,
};
