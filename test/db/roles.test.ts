import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleFaults } from '@/lib/check-roles';
import { asWorkspace } from '@/lib/db';
import { withDatabase } from '../support/with-database';

const database = withDatabase();
let sql: pg.Client;
beforeAll(async () => {
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});
afterAll(() => sql.end());

describe('the database roles', () => {
  it('are as they must be after the migrations', async () => {
    expect(await roleFaults(sql)).toEqual([]);
  });

  it('are refused where one bypasses row-level security', async () => {
    // In a transaction that is rolled back: roles belong to the whole cluster.
    await sql.query('begin');
    await sql.query('alter role ao_app bypassrls');
    expect(await roleFaults(sql)).toEqual([expect.stringContaining('ao_app bypasses row-level security')]);
    await sql.query('rollback');
  });

  it('are told apart from a database that has none', async () => {
    const none = { query: async () => ({ rows: [] }) } as unknown as pg.Client;
    expect(await roleFaults(none)).toEqual([
      expect.stringContaining('ao_app is missing'),
      expect.stringContaining('ao_engine is missing'),
    ]);
  });

  it('show a session without a workspace nothing at all', async () => {
    await sql.query("insert into workspace (id, name, slug) values (gen_random_uuid(), 'W', 'w')");
    await sql.query(
      "insert into project (id, workspace_id, name, repo) select gen_random_uuid(), id, 'p', '/p' from workspace",
    );
    await sql.query('begin');
    await sql.query('set local role ao_app');
    for (const table of ['workspace', 'project', 'task', 'event']) {
      const { rows } = await sql.query(`select count(*)::int as n from ${table}`);
      expect(rows[0].n, table).toBe(0);
    }
    await sql.query('rollback');
  });

  it('give what people ask no more time than anybody waits for it', async () => {
    const bounds = await asWorkspace(randomUUID(), (tx) =>
      tx.$queryRawUnsafe(
        `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`,
      ),
    );
    expect(bounds).toEqual([{ statement: '15s', idle: '15s' }]);
  });

  it('let no one rewrite a fact', async () => {
    await sql.query(
      "insert into event (workspace_id, type, actor) select id, 'task.created', 'system' from workspace",
    );
    await expect(sql.query("update event set type = 'task.deleted'")).rejects.toMatchObject({
      code: 'AO002',
    });
    // The engine forgets what is old enough, and nothing of the last day.
    for (const [role, code] of [
      ['ao_app', '42501'],
      ['ao_engine', 'AO002'],
    ]) {
      await sql.query('begin');
      await sql.query(`set local role ${role}`);
      await expect(sql.query('delete from event'), role).rejects.toMatchObject({ code });
      await sql.query('rollback');
    }
  });
});
