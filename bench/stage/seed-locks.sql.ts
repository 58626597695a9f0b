/** File locks of a project, a hundred a task, in folders of fifty; one of two hundred is a glob. $1 workspace, $2 project, $3 how many */
export const SEED_LOCKS = `
with t as (
  insert into task (id, workspace_id, project_id, number, title, status, files_hint, labels, runner_labels, timeout_ms, max_turns)
  select gen_random_uuid(), $1::uuid, $2::uuid, 1000000 + i, 'Holder ' || i, 'IN_REVIEW', '{}', '{}', '{}', 600000, 60
  from generate_series(1, greatest($3::int / 100, 1)) i
  returning id, workspace_id, project_id, number - 1000000 as i
), h as (
  insert into hold (task_id, workspace_id, project_id) select id, workspace_id, project_id from t
)
insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
select gen_random_uuid(), t.workspace_id, t.project_id, t.id,
       (case when n % 200 = 0 then 'glob' else 'file' end)::"LockKind", path, path
from t cross join lateral (
  select n, 'src/part' || (n / 50) || case when n % 200 = 0 then '/**/gen' || n || '.ts' else '/file' || n || '.ts' end as path
  from generate_series((t.i - 1) * 100 + 1, t.i * 100) n
) p`;
