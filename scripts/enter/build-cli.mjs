import process from 'node:process';
import { fingerprint } from './fingerprint.mjs';
import { makeWhenStale } from './make-when-stale.mjs';
import { runQuietly } from './run.mjs';

/** Builds cli/dist/main.js where the CLI, the contract or a locked version has changed. */
export const buildCli = () =>
  makeWhenStale({
    name: 'cli',
    what: 'Building the CLI',
    stamp: 'cli/dist/.made-from',
    result: 'cli/dist/main.js',
    current: () =>
      fingerprint(['cli/src', 'cli/build.mjs', 'cli/package.json', 'src/contract', 'package-lock.json']),
    make: () => runQuietly(process.execPath, ['cli/build.mjs']),
  });
