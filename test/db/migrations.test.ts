import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import { migrate } from '@/server/migrate';
import { freePort } from '../support/free-port';
import { copyTemplate, dropDatabase, withDatabase } from '../support/with-database';

// Prisma’s own program answers within seconds, or within many on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const database = withDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const prisma = (argv: string[], url = database.url) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prisma.mjs', ...argv], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
  return { status, said: stdout + stderr };
};
const diff = (schema: string, url?: string) =>
  prisma(
    ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', schema, '--exit-code'],
    url,
  );

describe('migrations and the schema', () => {
  test('describe the same database', () => {
    expect(diff('prisma/schema.prisma')).toMatchObject({
      status: 0,
      said: expect.stringContaining('No difference'),
    });
  });

  test('a column that no migration makes is found', () => {
    const drifted = path.join(folder, 'schema.prisma');
    writeFileSync(
      drifted,
      readFileSync('prisma/schema.prisma', 'utf8').replace(
        'model Workspace {',
        'model Workspace {\n  planted String?',
      ),
    );
    expect(diff(drifted)).toMatchObject({ status: 2, said: expect.stringContaining('planted') });
  });

  test('a schema engine that dies is a failure, not a clean bill', () => {
    const { status, said } = diff('prisma/schema.prisma', 'postgresql://nobody:nothing@127.0.0.1:1/none');
    expect(status).not.toBe(0);
    expect(said).toContain('the schema engine stopped');
  });
});

test('a server that speaks no TLS is told apart from one that is not there', async () => {
  const url = new URL(inject('adminUrl'));
  url.searchParams.set('sslmode', 'verify-full');
  await expect(migrate(url.href, 'prisma/migrations')).rejects.toThrow(/speaks no TLS: leave sslmode out/);
  url.port = String(await freePort());
  await expect(migrate(url.href, 'prisma/migrations')).rejects.toThrow(/No PostgreSQL answers at/);
});

test('a user who may do too little reads what its administrator writes, line for line, until it may do enough', async () => {
  const { url: adminUrl, name } = await emptyDatabase();
  const user = `tenant_${name}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create role ${user} login password 'x'; revoke all on database ${name} from public`);
  await admin.query(
    `grant connect on database ${name} to ${user}; alter role ${user} set search_path = elsewhere`,
  );
  const url = Object.assign(new URL(adminUrl), { username: user, password: 'x' }).href;
  const told: string[] = [];
  for (;;) {
    const [, line] = await migrate(url, 'prisma/migrations').then(
      () => [],
      ({ message }: Error) => message.match(/[Rr]un: (.*)$/) ?? [message, message],
    );
    if (!line) break;
    told.push(line);
    await admin.query(line);
  }
  expect(told).toEqual([
    `alter database ${name} owner to ${user}`,
    `grant ao_app, ao_engine to ${user}`,
    `alter role ${user} in database ${name} set search_path = public`,
  ]);
  await admin.end();
  await dropDatabase(name, user);
});

test('a database that cannot hold every letter is refused before anything is written', async () => {
  const { url, name } = await emptyDatabase("template template0 encoding 'SQL_ASCII' locale 'C'");
  await expect(migrate(url, 'prisma/migrations')).rejects.toThrow(
    /is encoded in SQL_ASCII, and must be in UTF8/,
  );
  await dropDatabase(name);
});

describe('our migrations and Prisma’s', () => {
  test('what ours has applied, Prisma finds up to date', () => {
    expect(prisma(['migrate', 'status'])).toMatchObject({
      status: 0,
      said: expect.stringContaining('up to date'),
    });
    expect(prisma(['migrate', 'deploy'])).toMatchObject({
      status: 0,
      said: expect.stringContaining('No pending migrations'),
    });
  });

  test('what Prisma has applied, ours leaves alone', async () => {
    const { url, name } = await emptyDatabase();
    expect(prisma(['migrate', 'deploy'], url).status).toBe(0);
    expect(await migrate(url, 'prisma/migrations')).toEqual([]);
    await dropDatabase(name);
  });
});

describe('migrating', () => {
  test('twice at once applies each migration once', async () => {
    const { url, name } = await emptyDatabase();
    const applied = await Promise.all([1, 2, 3].map(() => migrate(url, 'prisma/migrations')));
    expect(applied.flat().length).toBe(new Set(applied.flat()).size);
    expect(applied.flat().length).toBeGreaterThan(0);
    await dropDatabase(name);
  });

  test('a migration that fails leaves nothing behind, and is applied once it is mended', async () => {
    const { url, name } = await copyTemplate();
    const directory = path.join(folder, 'broken');
    cpSync('prisma/migrations', directory, { recursive: true });
    const file = writeMigration(
      directory,
      '29990101000000_half',
      'create table half (id int);\nselect nonsense;',
    );
    await expect(migrate(url, directory)).rejects.toThrow(/29990101000000_half failed and was rolled back/);
    writeFileSync(file, 'create table half (id int);');
    expect(await migrate(url, directory)).toEqual(['29990101000000_half']);
    await dropDatabase(name);
  });

  test('a file that is neither the one applied nor names it is refused, and so is a database from the future', async () => {
    const { url, name } = await copyTemplate();
    const directory = path.join(folder, 'changed');
    cpSync('prisma/migrations', directory, { recursive: true });
    const file = writeMigration(directory, '29990101000000_later', 'select 1;');
    await migrate(url, directory);
    await expect(migrate(url, 'prisma/migrations')).rejects.toThrow(/newer than this program/);
    writeFileSync(file, 'select 2;');
    await expect(migrate(url, directory)).rejects.toThrow(/is not the file that was applied/);
    writeFileSync(file, `-- also applied as: ${sha256('select 1;')}\nselect 2;`);
    expect(await migrate(url, directory)).toEqual([]);
    await dropDatabase(name);
  });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function writeMigration(directory: string, name: string, sql: string): string {
  const file = path.join(directory, name, 'migration.sql');
  mkdirSync(path.dirname(file));
  writeFileSync(file, sql);
  return file;
}

async function emptyDatabase(more = ''): Promise<{ url: string; name: string }> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  const name = `test_empty_${Math.random().toString(36).slice(2, 10)}`;
  await client.connect();
  await client.query(`create database ${name} ${more}`);
  await client.end();
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, name };
}
