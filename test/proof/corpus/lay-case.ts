import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Case, RepositoryName, Tree } from './case';

const SOURCE: Record<RepositoryName, string> = {
  shop: 'examples/sample-repository',
  slug: 'test/proof/repositories/slug',
  tally: 'test/proof/repositories/tally',
  stock: 'test/proof/repositories/stock',
};

export interface Laid {
  repo: string;
  base: string;
  commit: string;
  remove(): void;
}

/** Makes a git repository with the base commit of a case on `main`, and on `work` what its agent left. */
export function layCase(given: Case): Laid {
  const repo = realpathSync(mkdtempSync(path.join(tmpdir(), 'corpus-')));
  cpSync(path.resolve(SOURCE[given.repository]), repo, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repo, '-c', 'user.name=P', '-c', 'user.email=p@x', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const tree = treeAt(repo);
  git('init', '-q', '-b', 'main');
  given.before?.(tree);
  git('add', '-A', '-f');
  git('commit', '-q', '-m', 'The base');
  git('checkout', '-q', '-b', 'work');
  given.work(tree);
  git('add', '-A', '-f');
  git('commit', '-q', '--allow-empty', '-m', 'All is done, and every test passes.');
  return {
    repo,
    base: git('rev-parse', 'main'),
    commit: git('rev-parse', 'work'),
    remove: () => rmSync(repo, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function treeAt(folder: string): Tree {
  const at = (name: string) => path.join(folder, name);
  const tree: Tree = {
    read: (name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : ''),
    write: (name, text) => {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), text);
    },
    replace: (name, from, to) => {
      const text = readFileSync(at(name), 'utf8');
      if (!text.includes(from)) throw new Error(`${name} does not hold: ${from}`);
      writeFileSync(
        at(name),
        text.replace(from, () => to),
      );
    },
    remove: (name) => rmSync(at(name)),
    move: (from, to) => {
      mkdirSync(path.dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
    },
  };
  return tree;
}
