import { migrate } from '@/server/migrate';
import { openDatabase } from '@/server/open-database';
import { readSettings } from './read-settings';

/** `npm run db:migrate`: brings the database of DATABASE_URL, or the embedded one, up to this version. */
const settings = readSettings();
try {
  const database = await openDatabase(settings, process.cwd(), process.env);
  const applied = await migrate(database.directUrl, 'prisma/migrations');
  console.log(`${database.describe}: ${applied.length ? `applied ${applied.join(', ')}` : 'nothing to do'}.`);
  await database.release();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
