import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensureEmbedded } from '@/server/embedded/ensure-embedded';
import { findBinaries, program } from '@/server/embedded/find-binaries';
import { unprivilegedIdentity } from '@/server/embedded/identity';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { migrate } from '@/server/migrate';

const run = promisify(execFile);

/** A PostgreSQL that keeps what it has acknowledged, and that a fault may restart. */
export interface Cluster {
  /** A migrated database; gives its URL. */
  database(): Promise<string>;
  /** Ends every process at once, as a power cut would, and starts again at the same address. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** A folder, not yet there, for what lives as long as a test. */
export const freshFolder = () =>
  path.join(
    existsSync('/dev/shm') ? '/dev/shm' : path.resolve('.data'),
    `orchestrator-faults-${process.pid}-${randomUUID().slice(0, 4)}`,
  );

/** Starts one on a folder of its own; its programs find `environment` beside what they need. */
export async function startCluster({
  home = freshFolder(),
  environment = {} as Record<string, string>,
} = {}): Promise<Cluster> {
  mkdirSync(path.dirname(home), { recursive: true });
  const embedded = await ensureEmbedded(home, { durable: true, environment });
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: embedded.url });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  const urlOf = (name: string) => {
    const url = new URL(embedded.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  await admin('create database template_faults');
  await migrate(urlOf('template_faults'), path.resolve('prisma/migrations'));
  return {
    database: async () => {
      const name = `faults_${randomUUID().slice(0, 8)}`;
      await admin(`create database ${name} template template_faults`);
      return urlOf(name);
    },
    restart: async () => {
      const identity = await unprivilegedIdentity('postgres,nobody');
      const pgCtl = program(findBinaries(process.cwd(), identity), 'pg_ctl');
      const log = path.join(embedded.dataDir, 'restart.log');
      const argv = ['restart', '-D', embedded.dataDir, '-m', 'immediate', '-w', '-t', '30', '-l', log];
      await run(pgCtl, argv, {
        ...identity,
        cwd: '/',
        env: { ...environment, LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
      });
    },
    end: async () => {
      await embedded.release();
      await removeEmbedded(home);
    },
  };
}
