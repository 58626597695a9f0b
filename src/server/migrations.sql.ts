/** Whoever waited for the lock sees what was applied meanwhile, and all tables are made in `public`, whatever the user's defaults. */
export const BEGIN = "begin isolation level read committed; select set_config('search_path', 'public', true)";

/** Statements on Prisma's own table of migrations, as `prisma migrate deploy` makes and fills it. */
export const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36)  primary key not null,
    checksum            varchar(64)  not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz  not null default now(),
    applied_steps_count integer      not null default 0
  )`;

/** The advisory lock that Prisma takes, held until the transaction ends: that also works behind a pooler. */
export const TAKE_LOCK = 'select pg_advisory_xact_lock(72707369)';

export const LIST_APPLIED = `
  select   migration_name as name, checksum, finished_at is not null as finished
  from     _prisma_migrations
  where    rolled_back_at is null
  order by migration_name`;

export const RECORD = `
  insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  values (gen_random_uuid()::text, $1, $2, now(), 1)`;

export const DESCRIBE_SERVER = `
  select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding, current_database() as name`;

/** Whether statements that name no schema find our tables. */
export const FIND_TABLES = `
  select to_regclass('task') is not distinct from to_regclass('public.task') as found,
         current_user as name, current_database() as database`;

/**
 * Whether the user may make what the migrations make: tables and a schema, and the two roles, where an administrator has not
 * made them and let it be a member. Before version 16 who may create roles may grant them too, also those of others.
 */
export const DESCRIBE_USER = `
  select current_user as name, current_database() as database,
         has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as may_create,
         u.rolsuper or u.rolcreaterole as may_make_roles,
         (select count(*) = 2 from pg_roles where rolname in ('ao_app', 'ao_engine')) as roles_exist,
         u.rolsuper or u.rolcreaterole and current_setting('server_version_num')::int < 160000
         or (select count(*) = 2 from pg_roles r where r.rolname in ('ao_app', 'ao_engine') and pg_has_role(r.oid, 'member')) as is_member
  from   pg_roles u
  where  u.rolname = current_user`;
