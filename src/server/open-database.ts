import path from 'node:path';
import type { Env } from '@/lib/env';
import { ensureEmbedded } from './embedded/ensure-embedded';

/** The database to use. */
export interface Database {
  url: string;
  /** The way to it that passes no pooler: migrations need it. */
  directUrl: string;
  describe: string;
  release(): Promise<void>;
}

/** The database that DATABASE_URL names, else the embedded one under the data folder, started or joined. */
export async function openDatabase(
  settings: Env,
  checkout: string,
  environment: Record<string, string | undefined>,
): Promise<Database> {
  if (settings.DATABASE_URL) {
    const { hostname, pathname } = new URL(settings.DATABASE_URL);
    return {
      url: settings.DATABASE_URL,
      directUrl: settings.DIRECT_DATABASE_URL ?? settings.DATABASE_URL,
      describe: `Database ${pathname.slice(1)} at ${hostname} (DATABASE_URL)`,
      release: async () => {},
    };
  }
  const folder = path.resolve(checkout, settings.DATA_DIR, 'postgres');
  const embedded = await ensureEmbedded(folder, {
    checkout,
    users: settings.EMBEDDED_POSTGRES_USER,
    environment,
  });
  return {
    url: embedded.url,
    directUrl: embedded.url,
    describe: `Embedded PostgreSQL in ${path.dirname(embedded.dataDir)}`,
    release: embedded.release,
  };
}
