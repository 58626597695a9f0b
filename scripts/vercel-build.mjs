#!/usr/bin/env node
// The build on serverless hosting: migrates the database where one is named, then builds the pages.
import process from 'node:process';
import { generateClient } from './enter/generate-client.mjs';
import { root } from './enter/root.mjs';
import { run } from './enter/run.mjs';

process.chdir(root);
await generateClient();
if (process.env.DIRECT_DATABASE_URL || process.env.DATABASE_URL) {
  const code = await run(process.execPath, ['--import', 'tsx', 'scripts/migrate.ts']);
  if (code !== 0) process.exit(code);
} else {
  console.log(
    'No DATABASE_URL at build time: nothing is migrated. Run `npm run db:migrate` with it before the first request.',
  );
}
process.exit(await run(process.execPath, ['node_modules/next/dist/bin/next', 'build']));
