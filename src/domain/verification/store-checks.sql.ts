/** $1 workspace, $2 task, $3 agent, $4 commit, $5 round (null: authoritative), $6 the checks as a JSON list with ids */
export const STORE_CHECKS = {
  name: 'store-checks',
  text: `
insert into check_run (id, workspace_id, task_id, agent_id, commit_sha, round, name, kind, argv, status, exit_code, duration_ms, tests_run, output_tail, report)
select c.id, $1::uuid, $2::uuid, $3::uuid, $4, $5::int, c.name, c.kind::"CheckKind", c.argv, c.status::"CheckStatus", c."exitCode", c."durationMs", c."testsRun", c."outputTail", c.report
from jsonb_to_recordset($6::jsonb) as c
  (id uuid, name text, kind text, argv text[], status text, "exitCode" int, "durationMs" int, "testsRun" int, "outputTail" text, report jsonb)
on conflict (agent_id, round, name) do nothing`,
};
