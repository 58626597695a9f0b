import type { Identity } from './identity';
import type { Home } from './prepare-home';

/** All that is needed to act on one cluster. */
export interface Place {
  /** Folder of PostgreSQL's programs. */
  root: string;
  home: Home;
  /** false trades the safety of the data for speed: tests. */
  durable: boolean;
  spawnOptions: Partial<Identity> & { cwd: string; env: NodeJS.ProcessEnv };
}

/** The URL of a database of the cluster. */
export const databaseUrlAt = ({ home }: Place, port: number, database = 'orchestrator'): string =>
  `postgresql://orchestrator:${home.password}@127.0.0.1:${port}/${database}?sslmode=disable`;
