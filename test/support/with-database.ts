import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { disposeShared } from '@/lib/shared';
import { asOwner, OWNER } from './owner';
import { throughPooler } from './pgbouncer';

/**
 * A database of this test file's own, copied from the migrated template; also in DATABASE_URL, as its owner. Call it at the
 * top of a file; `url`, a superuser's, is there from beforeAll on. What the code under test shares is disposed of at the end.
 * `direct`: past the pooler too where the run has one, for what listens to the connections themselves.
 */
export function withDatabase({ direct = false } = {}): { url: string } {
  const held = { url: '' };
  let name = '';
  beforeAll(async () => {
    ({ url: held.url, name } = await copyTemplate());
    delete process.env.DIRECT_DATABASE_URL;
    Object.assign(process.env, direct ? { DATABASE_URL: asOwner(held.url) } : settingsOf(asOwner(held.url)));
    // Somebody of the file before may still have asked for settings, when there was no database.
    await disposeShared();
  });
  afterAll(async () => {
    await disposeShared();
    await dropDatabase(name);
  });
  return held;
}

/** The settings by which a server finds a database: through the pooler where the run has one. */
function settingsOf(url: string): Record<string, string> {
  const port = inject('poolerPort');
  return port ? { DATABASE_URL: throughPooler(port, url), DIRECT_DATABASE_URL: url } : { DATABASE_URL: url };
}

/** One more database of this run; the caller drops it. */
export async function copyTemplate(): Promise<{ url: string; name: string }> {
  const template = inject('template');
  const name = `test_${template.split('_')[1]}_${randomUUID().slice(0, 8)}`;
  await asAdmin(`create database ${name} template ${template} owner ${OWNER} strategy file_copy`);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, name };
}

/** Each try waits up to five seconds in the server itself. */
const TRIES = 4;

/**
 * Drops a database; throws who is still connected where somebody is. Not with (force): a pool that has just been
 * ended may still hold its sockets, and would report the cut as an error. But a pooler keeps connections for itself.
 * `owner` goes with it.
 */
export async function dropDatabase(name: string, owner?: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await asAdmin(`drop database if exists ${name}${inject('poolerPort') ? ' with (force)' : ''}`);
      if (owner) await asAdmin(`drop role ${owner}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || tries === TRIES)
        throw await whoIsConnected(name, error);
      // What a stream was reading as it was closed may have opened a connection anew.
      await disposeShared();
    }
  }
}

async function whoIsConnected(name: string, cause: unknown): Promise<Error> {
  const sql = `select application_name, state, left(query, 100) as query from pg_stat_activity where datname = '${name}'`;
  return new Error(`${name} was not dropped; connected: ${JSON.stringify(await asAdmin(sql))}`, { cause });
}

async function asAdmin(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
