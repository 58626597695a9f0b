import { spawnSync } from 'node:child_process';
import { openDatabase } from '@/server/open-database';
import { readSettings } from './read-settings';

/** Prisma's own commands on the database that `npm start` uses: `npm run db:check`, or `node scripts/enter.mjs prisma migrate status`. */
const database = await openDatabase(readSettings(), process.cwd(), process.env);
const { status } = spawnSync(process.execPath, ['scripts/prisma.mjs', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: database.directUrl },
});
await database.release();
process.exit(status ?? 1);
