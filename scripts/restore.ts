import { restore } from '@/server/backup/restore';
import { openDatabase } from '@/server/open-database';
import { readSettings } from './read-settings';

/** `npm run restore -- <file>`: a backup into an empty database. */
const [file] = process.argv.slice(2);
try {
  if (!file) throw new Error('Say what: npm run restore -- <file>');
  const database = await openDatabase(readSettings(), process.cwd(), process.env);
  const { tables } = await restore(database.directUrl, file, 'prisma/migrations');
  console.log(`${database.describe}: ${tables} tables are restored.`);
  await database.release();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
