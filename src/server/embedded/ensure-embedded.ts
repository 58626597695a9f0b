import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureDatabase } from './ensure-database';
import { findBinaries } from './find-binaries';
import { holdCluster } from './hold-cluster';
import { unprivilegedIdentity } from './identity';
import { initCluster } from './init-cluster';
import { databaseUrlAt, type Place } from './place';
import { prepareHome } from './prepare-home';
import { type Running, runningCluster } from './running-cluster';
import { startCluster, stopCluster } from './start-cluster';

/** A PostgreSQL of our own. */
export interface Embedded extends Running {
  url: string;
  dataDir: string;
  /** false where a server that somebody else had started was joined. */
  started: boolean;
  /** Says goodbye; the last to leave stops the server. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The folder whose node_modules holds PostgreSQL. */
  checkout?: string;
  /** false trades the safety of the data for speed: tests. */
  durable?: boolean;
  /** User names, comma-separated, that PostgreSQL may run as when we are root. */
  users?: string;
  /** What PostgreSQL's programs find in their environment beside what we set; Windows does not go without its own. */
  environment?: Record<string, string | undefined>;
  timeoutMs?: number;
}

/**
 * Starts the real PostgreSQL that comes with npm's packages on a folder, or joins the one that runs on it
 * already; several processes may do so at once. Throws where it does not come up.
 */
export async function ensureEmbedded(
  directory: string,
  {
    checkout = process.cwd(),
    durable = true,
    users = 'postgres,nobody',
    environment = {},
    timeoutMs = 60_000,
  }: EmbeddedOptions = {},
): Promise<Embedded> {
  const identity = await unprivilegedIdentity(users);
  const home = prepareHome(directory, identity);
  const env = { ...environment, LC_ALL: 'C', TZ: 'UTC', HOME: home.folder } as unknown as NodeJS.ProcessEnv;
  const place: Place = {
    root: findBinaries(checkout, identity),
    home,
    durable,
    spawnOptions: { ...identity, cwd: home.folder, env },
  };
  await initCluster(place);

  const deadline = Date.now() + timeoutMs;
  for (let started = false; Date.now() < deadline; await pause(40)) {
    const running = runningCluster(home.dataDir);
    if (!running) {
      await startCluster(place);
      started = true;
    } else if (await ensureDatabase(databaseUrlAt(place, running.port, 'postgres'))) {
      const url = databaseUrlAt(place, running.port);
      const hold = await holdCluster(url);
      const release = async () => {
        if (await hold.release()) await stopCluster(place);
      };
      return { ...running, url, dataDir: home.dataDir, started, release };
    }
  }
  throw new Error(
    `The embedded PostgreSQL did not come up within ${timeoutMs / 1000} s; ${path.join(home.folder, 'postgres.log')} says why.`,
  );
}
