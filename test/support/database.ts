import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { migrate } from '@/server/migrate';
import { fetchOldestPostgres } from '../../scripts/fetch-postgres';
import { asOwner, ensureOwner, OWNER } from './owner';
import { hasPgbouncer, startPgbouncer } from './pgbouncer';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of the cluster that the run uses. */
    adminUrl: string;
    /** The migrated database that test files copy. */
    template: string;
    /** The port of a pooler that all tests go through, where the run has one (TEST_POOLER). */
    poolerPort: number;
  }
}

interface Cluster {
  adminUrl: string;
  template: string;
  poolerPort: number;
  end(): Promise<void>;
}
interface Held {
  cluster: Promise<Cluster>;
  users: number;
}
const held = globalThis as unknown as { testCluster?: Held };

/**
 * One PostgreSQL for the whole run, in memory where there is room, or the one of TEST_DATABASE_URL; migrated once. The
 * oldest that we promise, where the run is for that (TEST_OLDEST).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  held.testCluster ??= { cluster: startCluster(), users: 0 };
  const shared = held.testCluster;
  shared.users++;
  const { adminUrl, template, poolerPort, end } = await shared.cluster;
  project.provide('adminUrl', adminUrl);
  project.provide('template', template);
  project.provide('poolerPort', poolerPort);
  return async () => {
    if (--shared.users === 0) await end();
  };
}

const roomy = (at: string) => existsSync(at) && statfsSync(at).bavail * statfsSync(at).bsize > 1e9;

/**
 * Defaults that a database of somebody else may have, and ours has not: a zone that is never UTC, and an isolation under
 * which nobody sees what was written while they waited. What takes ours for granted is seen.
 */
async function beUnlikeOurs(admin: pg.Client): Promise<void> {
  await admin.query("alter system set timezone = 'Asia/Kolkata'");
  await admin.query("alter system set default_transaction_isolation = 'repeatable read'");
  // What tests themselves write is to wait for the product, not to fail.
  await admin.query("alter role current_user set default_transaction_isolation = 'read committed'");
  await admin.query('select pg_reload_conf()');
}

/** To where a user's tables go, before `public`, wherever there is a schema of its name. */
async function haveSchemaOfItsOwn(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`create schema ${OWNER}`);
  await owner.end();
}

async function startCluster(): Promise<Cluster> {
  const home = path.resolve(roomy('/dev/shm') ? '/dev/shm' : '.data', `orchestrator-test-${process.pid}`);
  const checkout = process.env.TEST_OLDEST ? await fetchOldestPostgres() : process.cwd();
  const embedded = process.env.TEST_DATABASE_URL
    ? undefined
    : await ensureEmbedded(home, { checkout, durable: false });
  const adminUrl = process.env.TEST_DATABASE_URL ?? embedded?.url ?? '';
  const template = `template_${process.pid}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  if (embedded) await beUnlikeOurs(admin);
  await admin.query(`drop database if exists ${template} with (force)`);
  await ensureOwner(admin);
  await admin.query(`create database ${template} owner ${OWNER}`);
  const url = new URL(asOwner(adminUrl));
  url.pathname = `/${template}`;
  await haveSchemaOfItsOwn(url.href);
  await migrate(url.href, path.resolve('prisma/migrations'));
  if (process.env.TEST_POOLER && !hasPgbouncer())
    throw new Error(
      'npm run test:pooler needs a pgbouncer on this machine (Debian: apt-get install pgbouncer).',
    );
  const pooler = process.env.TEST_POOLER ? await startPgbouncer(asOwner(adminUrl)) : undefined;
  return {
    adminUrl,
    template,
    poolerPort: pooler?.port ?? 0,
    async end() {
      await pooler?.stop();
      await admin.query(`drop database ${template} with (force)`);
      await admin.end();
      if (!embedded) return;
      await embedded.release();
      await removeEmbedded(home, checkout);
    },
  };
}
