/** One view of the whole database, as of now, for as long as the transaction lasts. */
export const BEGIN_SNAPSHOT = 'begin isolation level repeatable read read only';

/** The engine sees every workspace's rows, whoever owns the tables; what signs people in only the connection's own role sees. */
export const readAs = ({ byEngine }: Pick<Table, 'byEngine'>): string =>
  `set local role ${byEngine ? 'ao_engine' : 'none'}`;

/**
 * Tables to keep, parents before children, with their columns. What is made anew is left out: migrations (the files
 * have them) and tables that the database itself empties after a crash.
 */
export const LIST_TABLES = `
with recursive tables as (
  select c.oid, n.nspname as schema, c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'hot') and c.relkind in ('r', 'p') and not c.relispartition
    and c.relpersistence = 'p' and c.relname <> '_prisma_migrations'
), depths (oid, depth) as (
  select oid, 0 from tables
  union
  select k.conrelid, d.depth + 1
  from depths d join pg_constraint k on k.confrelid = d.oid and k.contype = 'f' and k.conrelid <> k.confrelid
)
select t.schema, t.name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       has_table_privilege('ao_engine', t.oid, 'select') as "byEngine"
from tables t join depths d on d.oid = t.oid
group by t.oid, t.schema, t.name
order by max(d.depth), t.schema, t.name`;

export const LIST_MIGRATIONS = `
select migration_name as name, checksum from _prisma_migrations
where finished_at is not null and rolled_back_at is null order by migration_name`;

/** Whether there is anything that a restore would write over. */
export const IS_EMPTY = `
select not exists (
  select from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
) as empty`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export interface Table {
  schema: string;
  name: string;
  columns: string[];
  byEngine: boolean;
}
const named = ({ schema, name }: Pick<Table, 'schema' | 'name'>) => `${quoted(schema)}.${quoted(name)}`;
const columnsOf = ({ columns }: Table) => columns.map(quoted).join(', ');

export const copyOut = (table: Table): string =>
  `copy (select ${columnsOf(table)} from ${named(table)}) to stdout`;
export const copyIn = (table: Table): string => `copy ${named(table)} (${columnsOf(table)}) from stdin`;

/** Rows were right when they were written: nobody checks them again, and their owner sees them all. */
export const openTable = (table: Table): string =>
  `alter table ${named(table)} disable trigger user, no force row level security`;
export const closeTable = (table: Table): string => `alter table ${named(table)} enable trigger user`;
export const forceSecurity = (table: Pick<Table, 'schema' | 'name'>): string =>
  `alter table ${named(table)} force row level security`;
export const emptyTable = (table: Table): string => `delete from ${named(table)}`;

/** Which tables hold back even their owner. */
export const LIST_FORCED = `
select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relforcerowsecurity and not c.relispartition`;

/** Columns that number their rows, and what gives the numbers out. */
export const LIST_SEQUENCES = `
select n.nspname as schema, c.relname as name, a.attname as column, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname in ('public', 'hot') and c.relkind in ('r', 'p') and not c.relispartition
  and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null`;
export const goOn = (at: { schema: string; name: string; column: string; sequence: string }): string =>
  `select setval('${at.sequence}', greatest(1, (select coalesce(max(${quoted(at.column)}), 0) from ${quoted(at.schema)}.${quoted(at.name)})))`;

/**
 * Events are read below the oldest running transaction, and another cluster counts transactions anew: what seems to come
 * from the future would never be read. All of it becomes of this transaction, in the order in which it was numbered; what
 * was sealed stays before what was not.
 */
export const FORGET_FUTURE = `
do $$ begin
  if to_regclass('hot.audit_seal') is null then
    update public.event set xid = pg_current_xact_id();
    return;
  end if;
  update public.event e
  set xid = case when (o.xid, o.id) <= (s.last_xid, s.last_id) then '1'::xid8 else pg_current_xact_id() end
  from public.event o
  left join (select distinct on (workspace_id) workspace_id, last_xid, last_id from hot.audit_seal order by workspace_id, number desc) s
    on s.workspace_id = o.workspace_id
  where e.id = o.id;
  update hot.audit_seal a set last_xid = '1', last_id = (
    select max(i) from hot.audit_seal b, unnest(b.ids) i where b.workspace_id = a.workspace_id and b.number <= a.number
  );
end $$`;

/** No table may be altered while checks of its rows are put off. */
export const CHECK_NOW = 'set constraints all immediate';
