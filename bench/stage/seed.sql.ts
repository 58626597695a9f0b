import { claimPlaceOf } from '@/lib/claim-place.sql';

/** The workspace and owner of single-user mode with one project. $1 workspace, $2 user, $3 project */
export const SEED_HOUSE = `
with w as (
  insert into workspace (id, name, slug) values ($1::uuid, 'My workspace', 'local')
), u as (
  insert into "user" (id, name, email) values ($2::uuid, 'You', 'you@localhost')
), m as (
  insert into member (workspace_id, user_id, role) values ($1::uuid, $2::uuid, 'owner')
)
insert into project (id, workspace_id, name, repo) values ($3::uuid, $1::uuid, 'bench', '/srv/bench')`;

/** Runners with access tokens for a day. $1 workspace, then one entry a runner: $2 id, $3 token id, $4 token hash */
export const SEED_RUNNERS = `
with g as materialized (
  select * from unnest($2::uuid[], $3::uuid[], $4::bytea[]) with ordinality as g (id, token_id, hash, ord)
), r as (
  insert into runner (id, workspace_id, name, public_jwk, labels, features)
  select id, $1::uuid, 'bench ' || ord, '{}', '{}', '{}' from g
)
insert into token (id, workspace_id, runner_id, hash, expires_at)
select token_id, $1::uuid, id, hash, now() + interval '1 day' from g`;

/**
 * Waiting tasks of a role that makes no commit, so that one result completes them; each wants a file of its own.
 * $1 workspace, $2 project, $3 how many
 */
export const SEED_TASKS = `
insert into task (id, workspace_id, project_id, number, title, description, role, status, files_hint, labels, runner_labels,
                  timeout_ms, max_turns, ready, queued_at, claim_key)
select gen_random_uuid(), $1::uuid, $2::uuid, i, 'Task ' || i, repeat('x', 150), 'planner', 'QUEUED',
       array['src/a' || i || '.ts'], '{}', '{}', 600000, 60, 'work', at, at + interval '20 minutes'
from (select i, now() - interval '1 day' + i * interval '1 millisecond' as at from generate_series(1, $3::int) i) s`;

/**
 * Tasks before all others in the queue that wait for one file, and the task that holds it for as long as the bench runs.
 * $1 workspace, $2 project, $3 how many, $4 their first number, $5 the one that holds it
 */
export const SEED_BLOCKED = `
with holder as (
  insert into task (id, workspace_id, project_id, number, title, status, files_hint, labels, runner_labels, timeout_ms, max_turns)
  values ($5::uuid, $1::uuid, $2::uuid, $4::int, 'Holds it', 'IN_REVIEW', '{}', '{}', '{}', 600000, 60)
), hold as (
  insert into hold (task_id, workspace_id, project_id) values ($5::uuid, $1::uuid, $2::uuid)
), lock as (
  insert into file_lock (id, workspace_id, project_id, task_id, kind, pattern, match_key)
  values (gen_random_uuid(), $1::uuid, $2::uuid, $5::uuid, 'file', 'src/held.ts', 'src/held.ts')
), t as (
  insert into task (id, workspace_id, project_id, number, title, description, role, status, reason, wait_key, files_hint, labels, runner_labels,
                    timeout_ms, max_turns, queued_at)
  select gen_random_uuid(), $1::uuid, $2::uuid, $4::int + i, 'Task ' || i, repeat('x', 150), 'planner', 'BLOCKED', 'lock:src/held.ts', 'src/held.ts',
         '{src/held.ts}', '{}', '{}', 600000, 60, now() - interval '2 days' + i * interval '1 millisecond'
  from generate_series(1, $3::int) i
  returning id, queued_at, priority
)
insert into hot.lock_wait (task_id, workspace_id, project_id, path, place)
select t.id, $1::uuid, $2::uuid, 'src/held.ts', ${claimPlaceOf('t')} from t`;

/** Tasks that were done, each with its agent. $1 workspace, $2 project, $3 how many, $4 their first number, $5 the runner */
export const SEED_FINISHED = `
with t as (
  insert into task (id, workspace_id, project_id, number, title, description, role, status, files_hint, labels, runner_labels,
                    timeout_ms, max_turns, attempt, version, queued_at, created_at, updated_at, ended_at)
  select gen_random_uuid(), $1::uuid, $2::uuid, $4::int + i, 'Task ' || i, repeat('x', 150), 'planner', 'COMPLETED',
         array['src/b' || i || '.ts'], '{}', '{}', 600000, 60, 1, 4, at, at, at + interval '1 minute', at + interval '1 minute'
  from (select i, now() - interval '30 days' + i * interval '1 second' as at from generate_series(1, $3::int) i) s
  returning id, ended_at
)
insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, status, claim_id, result_hash, start_day, created_at, started_at, ended_at)
select gen_random_uuid(), $1::uuid, t.id, $5::uuid, 1, 'work', 'completed', gen_random_uuid(), md5(t.id::text), t.ended_at::date,
       t.ended_at - interval '1 minute', t.ended_at - interval '1 minute', t.ended_at
from t`;
export const COUNT_SEEDED_TASKS = 'update workspace set task_seq = $2::int where id = $1::uuid';

/**
 * One live agent a runner, with a lease for a day. $1 workspace, $2 project, then one entry an agent: $3 runner,
 * $4 task, $5 agent, $6 token hash
 */
export const SEED_AGENTS = `
with g as materialized (
  select * from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bytea[]) with ordinality as g (runner_id, task_id, id, hash, ord)
), t as (
  insert into task (id, workspace_id, project_id, number, title, status, files_hint, labels, runner_labels, timeout_ms, max_turns, attempt)
  select task_id, $1::uuid, $2::uuid, ord, 'Task ' || ord, 'IN_PROGRESS', '{}', '{}', '{}', 600000, 60, 1 from g
), a as (
  insert into agent (id, workspace_id, task_id, runner_id, attempt, kind, status, claim_id, started_at)
  select id, $1::uuid, task_id, runner_id, 1, 'work', 'running', gen_random_uuid(), now() from g
)
insert into lease (agent_id, workspace_id, task_id, runner_id, attempt, session_epoch, expires_at, token_hash)
select id, $1::uuid, task_id, runner_id, 1, 1, now() + interval '1 day', hash from g`;
