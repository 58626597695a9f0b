/** Figures of the whole installation. $1 milliseconds of silence after which a runner is offline, $2 the first day whose logs are kept */
export const COUNT_INSTALLATION = {
  name: 'count-installation',
  text: `
select
  (select count(*) from "user")::int as people,
  (select count(*) from "user" where disabled_at is not null)::int as disabled,
  (select count(*) from "user" where administrator and disabled_at is null)::int as administrators,
  (select count(*) from workspace where deleted_at is null)::int as workspaces,
  (select count(*) from project)::int as projects,
  (select count(*) from task)::int as tasks,
  (select count(*) from lease)::int as live,
  (select count(*) from runner where status <> 'REVOKED')::int as runners,
  (select count(*) from runner where status <> 'REVOKED'
     and last_seen_at > clock_timestamp() - $1::int * interval '1 millisecond')::int as connected,
  (select coalesce(sum(log_bytes), 0) from agent where start_day >= $2::date)::bigint as log_bytes,
  pg_database_size(current_database())::bigint as database_bytes`,
};
