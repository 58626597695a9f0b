import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { disposeShared } from '@/lib/shared';

/**
 * A database of this test file's own, copied from the migrated template; also in DATABASE_URL. Call it at the
 * top of a file; `url` is there from beforeAll on. What the code under test shares is disposed of at the end.
 */
export function withDatabase(): { url: string } {
  const held = { url: '' };
  let name = '';
  beforeAll(async () => {
    ({ url: held.url, name } = await copyTemplate());
    process.env.DATABASE_URL = held.url;
  });
  afterAll(async () => {
    await disposeShared();
    await dropDatabase(name);
  });
  return held;
}

/** One more database of this run; the caller drops it. */
export async function copyTemplate(): Promise<{ url: string; name: string }> {
  const template = inject('template');
  const name = `test_${template.split('_')[1]}_${randomUUID().slice(0, 8)}`;
  await asAdmin(`create database ${name} template ${template} strategy file_copy`);
  const url = new URL(inject('adminUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, name };
}

/** Not with (force): a pool that has just been ended may still hold its sockets, and would report the cut as an error. */
export async function dropDatabase(name: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await asAdmin(`drop database if exists ${name}`);
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || tries > 100) throw error;
      await pause(50);
    }
  }
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
