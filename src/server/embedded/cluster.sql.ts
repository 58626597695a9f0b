/** Statements on an embedded cluster as a whole. */
export const DATABASE_EXISTS = 'select from pg_database where datname = $1';
export const CREATE_DATABASE = 'create database orchestrator';
export const OTHER_USERS = `
  select count(*)::int as n
  from   pg_stat_activity
  where  application_name = $1 and pid <> pg_backend_pid()`;
