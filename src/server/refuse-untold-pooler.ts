import pg from 'pg';
import { isPooled, isRefusedByPooler, UNTOLD_POOLER } from '@/lib/database-url';
import { ENGINE_SESSION } from '@/lib/pool';

/** Throws where the way to a database passes a pooler that nobody told us of: every request would fail by it. */
export async function refuseUntoldPooler(url: string): Promise<void> {
  if (isPooled(url)) return;
  const client = new pg.Client({ connectionString: url, options: ENGINE_SESSION });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    if (isRefusedByPooler(error)) throw new Error(UNTOLD_POOLER, { cause: error });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
