import pg from 'pg';
import type { TestProject } from 'vitest/node';
import startCluster from '../../support/database';

/** A PostgreSQL as the tests have it, with one migrated database for each lane; gone afterwards. */
export async function withLaneDatabases<T>(lanes: number, run: (urls: string[]) => Promise<T>): Promise<T> {
  const given: Record<string, string> = {};
  const provide = (key: string, value: string) => {
    given[key] = value;
  };
  const end = await startCluster({ provide } as unknown as TestProject);
  const admin = new pg.Client({ connectionString: given.adminUrl });
  await admin.connect();
  const names = Array.from({ length: lanes }, (_, lane) => `sim_${process.pid}_${lane}`);
  try {
    const urls: string[] = [];
    for (const name of names) {
      await admin.query(`create database ${name} template ${given.template} strategy file_copy`);
      // Planned once, not for each schedule: what statements answer is compared here, how they are planned elsewhere.
      await admin.query(`alter database ${name} set plan_cache_mode = 'force_generic_plan'`);
      await admin.query(`alter database ${name} set jit = 'off'`);
      const url = new URL(given.adminUrl!);
      url.pathname = `/${name}`;
      urls.push(url.href);
    }
    return await run(urls);
  } finally {
    for (const name of names) await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
    await end();
  }
}
