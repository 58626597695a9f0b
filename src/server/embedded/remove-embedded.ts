import { rmSync } from 'node:fs';
import { findBinaries } from './find-binaries';
import { unprivilegedIdentity } from './identity';
import { prepareHome } from './prepare-home';
import { runningCluster } from './running-cluster';
import { stopCluster } from './start-cluster';

/** Throws an embedded PostgreSQL away, all its data with it; stops it first where it runs. */
export async function removeEmbedded(
  directory: string,
  checkout = process.cwd(),
  users = 'postgres,nobody',
): Promise<void> {
  const identity = await unprivilegedIdentity(users);
  const home = prepareHome(directory, identity);
  if (runningCluster(home.dataDir)) {
    const env = { LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;
    await stopCluster({
      root: findBinaries(checkout, identity),
      home,
      durable: false,
      spawnOptions: { ...identity, cwd: home.folder, env },
    });
  }
  rmSync(home.folder, { recursive: true, force: true });
}
