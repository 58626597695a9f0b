import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placePath } from '../../../cli/src/workspace/place-path';

let root: string;
let tree: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'place-')));
  tree = path.join(root, 'tree');
  mkdirSync(path.join(tree, 'src'), { recursive: true });
  mkdirSync(path.join(root, 'outside'));
  writeFileSync(path.join(tree, 'src/a.ts'), '');
  symlinkSync(path.join(root, 'outside'), path.join(tree, 'out'));
  symlinkSync('src', path.join(tree, 'link'));
  symlinkSync(path.join(root, 'nowhere'), path.join(tree, 'dangling'));
  symlinkSync('loop', path.join(tree, 'loop'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['./src/../src//b/new.ts', 'src/b/new.ts'],
  ['link/a.ts', 'src/a.ts'],
  ['cafe\u0301.ts', 'caf\u00e9.ts'],
  ['.github/workflows/x.yml', '.github/workflows/x.yml'],
])('%s lands at %s', (wanted, place) => {
  expect(placePath(tree, wanted)).toEqual({ path: place });
  expect(placePath(tree, path.join(tree, wanted))).toEqual({ path: place });
});

test.each([
  '../outside/x',
  '/etc/passwd',
  'out/x',
  'src/../../outside/x',
  '.git/config',
  'src/.GIT/hooks/x',
  '.git./x',
  'git~1/x',
  '.g\u200cit/config',
  'dangling',
  'dangling/x',
  'loop/x',
  '.',
  '',
  'a\0b',
])('%j is refused', (wanted) => {
  expect(placePath(tree, wanted)).toHaveProperty('refused');
});
