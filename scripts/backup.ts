import { existsSync } from 'node:fs';
import { backUp } from '@/server/backup/back-up';
import { openDatabase } from '@/server/open-database';
import { readSettings } from './read-settings';

/** `npm run backup -- <file>`: everything that the database holds, as of one moment, while it works. */
const [file] = process.argv.slice(2);
try {
  if (!file) throw new Error('Say where: npm run backup -- <file>');
  if (existsSync(file)) throw new Error(`${file} is there already: name a new file.`);
  const database = await openDatabase(readSettings(), process.cwd(), process.env);
  const { tables, rows } = await backUp(database.directUrl, file);
  console.log(`${database.describe}: ${rows} rows of ${tables} tables are in ${file}.`);
  await database.release();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
