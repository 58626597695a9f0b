import process from 'node:process';
import { fingerprint } from './fingerprint.mjs';
import { makeWhenStale } from './make-when-stale.mjs';
import { runQuietly } from './run.mjs';

const SOURCES = [
  'src',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'prisma/schema.prisma',
];

/** Builds the pages into .next where a source of theirs has changed. `src/server` is none: it is bundled by itself. */
export const buildPages = () =>
  makeWhenStale({
    name: 'pages',
    what: 'Building the pages (next build)',
    stamp: '.next/.made-from',
    result: '.next/BUILD_ID',
    current: () =>
      `${fingerprint(SOURCES, { without: ['src/server'] })} ${process.env.STANDALONE ? 'standalone' : ''}`,
    make: () =>
      runQuietly(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      }),
  });
