import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { isBranchName } from '@/contract/branch-name';
import { readOrigin } from '../../../cli/src/config/origin';
import { sameRemote } from '../../../cli/src/runner/find-repositories';
import { placePath } from '../../../cli/src/workspace/place-path';

/** Inputs of each kind; a million with `FUZZ_RUNS=1000000 npx vitest run --project cli test/cli/hostile/fuzz.test.ts`. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
const timeout = Math.max(60_000, numRuns);

let root: string;
let tree: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'fuzz-')));
  tree = path.join(root, 'tree');
  for (const folder of ['tree/src/deep', 'tree/.git', 'outside'])
    mkdirSync(path.join(root, folder), { recursive: true });
  symlinkSync('../outside', path.join(tree, 'out'));
  symlinkSync('../../..', path.join(tree, 'src/up'));
  symlinkSync('deep', path.join(tree, 'src/link'));
  symlinkSync('loop', path.join(tree, 'loop'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const pieces = (...known: string[]) =>
  fc.array(fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 4, unit: 'binary' })), {
    maxLength: 10,
  });

test(
  'no path that is let through leads out of the worktree, or into what is git’s',
  () => {
    const parts = pieces(
      '..',
      '.',
      '',
      'out',
      'src',
      'up',
      'link',
      'deep',
      'loop',
      '.git',
      '.GIT ',
      'git~1',
      '.g\u200dit',
      '\\',
      '%2e%2e',
      '\0',
      '~',
    );
    fc.assert(
      fc.property(parts, fc.constantFrom('', '/', './', '//'), (all, before) => {
        const placed = placePath(tree, before + all.join('/'));
        if (!('path' in placed)) return true;
        const full = path.resolve(tree, placed.path);
        const own = placed.path.split('/').map((one) => one.toLowerCase().replace(/[\s.]+$/, ''));
        return full.startsWith(`${tree}${path.sep}`) && !own.includes('.git') && !own.includes('git~1');
      }),
      { numRuns },
    );
  },
  timeout,
);

test(
  'no name of a branch that is let through is an option, an expression or a path',
  () => {
    const parts = pieces(
      'a',
      'main',
      '/',
      '.',
      '..',
      '-',
      '--',
      '@{',
      '~',
      '^',
      ':',
      '.lock',
      'HEAD',
      ' ',
      '\n',
      '*',
      '[',
    );
    fc.assert(
      fc.property(parts, (all) => {
        const name = all.join('');
        if (!isBranchName(name)) return true;
        const wrong = ['..', '@{', '//', '~', '^', ':', '?', '*', '[', '\\', ' ', '\n', '\0'].some((one) =>
          name.includes(one),
        );
        const ends = /^[-./]|[./]$|\.lock(\/|$)|\/\./.test(name);
        return !wrong && !ends && name !== 'HEAD' && name.length <= 201;
      }),
      { numRuns },
    );
  },
  timeout,
);

test(
  'no address that is let through is more than an origin, and none is taken for another host’s',
  () => {
    const parts = pieces(
      'https://',
      'http://',
      'ext::',
      'file://',
      '@',
      ':',
      '/',
      '//',
      '#',
      '?',
      '..',
      'a.example',
      'b.example',
      '-o',
      '%2f',
      ' ',
    );
    fc.assert(
      fc.property(parts, (all) => {
        const given = all.join('');
        const same = sameRemote(`https://mine.invalid/shop`, given);
        if (same && !given.toLowerCase().includes('mine.invalid')) return false;
        let origin: string;
        try {
          origin = readOrigin(given);
        } catch {
          return true;
        }
        return /^https?:\/\/[^/@\s?#\\]+$/.test(origin) && new URL(origin).origin === origin;
      }),
      { numRuns },
    );
  },
  timeout,
);
