import process from 'node:process';
import { fingerprint } from './fingerprint.mjs';
import { makeWhenStale } from './make-when-stale.mjs';
import { runQuietly } from './run.mjs';

/** Generates src/generated/prisma where the schema or Prisma's version has changed. */
export const generateClient = () =>
  makeWhenStale({
    name: 'generate',
    what: 'Generating the Prisma client',
    stamp: 'src/generated/.made-from',
    result: 'src/generated/prisma/client.ts',
    current: () =>
      fingerprint(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']),
    make: () => runQuietly(process.execPath, ['scripts/prisma.mjs', 'generate']),
  });
