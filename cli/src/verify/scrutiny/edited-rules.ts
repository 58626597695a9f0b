import type { z } from 'zod';
import type { ProofFlag } from '@/contract/check-run';
import type { CheckSpec } from '@/contract/project';
import type { Commits } from '../checkout-place';
import { parseManifest, scriptsOf } from '../keep-scripts';
import { OWN_FILE } from '../own-file';

/** Files that decide what linters, type checkers and test runners look at. */
const RULES = [
  /(?:^|\/)\.?[\w-]*(?:eslint|tslint|stylelint|pylint|golangci|lint)[\w.-]*$/i,
  /(?:^|\/)(?:biome\.jsonc?|\.?oxlintrc\.json|tsconfig[\w.-]*\.json|jsconfig\.json)$/,
  /(?:^|\/)(?:vitest|vite|jest|ava|karma|playwright|cypress|nyc|c8|babel)\.(?:config|workspace|setup)\.[\w.]+$/,
  /(?:^|\/)(?:\.mocharc[\w.]*|\.nycrc[\w.]*|\.c8rc[\w.]*|\.taprc|\.npmrc|\.nvmrc|\.yarnrc[\w.]*|\.pnpmfile\.cjs|bunfig\.toml)$/,
  /(?:^|\/)(?:pytest\.ini|tox\.ini|noxfile\.py|conftest\.py|\.coveragerc|mypy\.ini|\.?ruff\.toml|\.flake8|sitecustomize\.py|usercustomize\.py)$/,
  /(?:^|\/)(?:clippy\.toml|\.cargo\/config(?:\.toml)?|rust-toolchain(?:\.toml)?|Makefile|justfile|Taskfile\.ya?ml)$/,
];
/** Sections of Python’s settings that do the same. */
const SECTION = /^\[(?:tool[.:])?(?:pytest|mypy|ruff|coverage|pylint|flake8|unittest)\b[^\]]*\]/;
/** What makes a build in Java pass over its tests. */
const JAVA_SKIPS =
  /skipTests|maven\.test\.skip|testFailureIgnore|<skip>|ignoreFailures|enabled\s*=\s*false|\bexclude/;

/** What the work changed of what judges it: check scripts and what they run, rules of tools, the repository’s own list of checks. */
export async function editedRules(
  changed: string[],
  commits: Commits,
  specs: z.infer<typeof CheckSpec>[],
): Promise<ProofFlag[]> {
  const { baseFiles, commitFiles } = commits;
  const old = scriptsOf(parseManifest(await baseFiles.read('package.json')));
  // The check of syntax names the changed files themselves.
  const run = commandsOf(
    specs.filter(({ kind }) => kind !== 'syntax'),
    old,
  );
  const flags: ProofFlag[] = [];
  for (const path of changed) {
    const [before, after] = [await baseFiles.read(path), await commitFiles.read(path)];
    const words = path === 'package.json' ? editedScript(old, after, run.scripts) : null;
    const isRule =
      path === OWN_FILE ||
      RULES.some((pattern) => pattern.test(path)) ||
      (before !== null && run.words.has(path)) ||
      (/(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/.test(path) && sections(before) !== sections(after)) ||
      (/(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/.test(path) &&
        count(after, JAVA_SKIPS) > count(before, JAVA_SKIPS));
    if (words) flags.push({ kind: 'rules_edited', path, detail: words });
    else if (isRule)
      flags.push({
        kind: 'rules_edited',
        path: path.slice(0, 500),
        detail: `${path.slice(0, 300)} decides what the checks look at, and has changed.`,
      });
  }
  return flags;
}

/** The scripts that checks run, those that these run, and every word of their commands. */
function commandsOf(specs: { argv: string[] }[], scripts: Record<string, string>) {
  const names = new Set<string>();
  const words = new Set<string>();
  const visit = (command: string[]) => {
    for (const word of command) {
      words.add(word.replace(/^\.\//, ''));
      for (const name of [`pre${word}`, word, `post${word}`]) {
        const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
        if (script === undefined || names.has(name)) continue;
        names.add(name);
        visit(script.split(/[\s"'`;&|()<>=]+/));
      }
    }
  };
  for (const { argv } of specs) visit(argv);
  return { scripts: names, words };
}

function editedScript(old: Record<string, string>, after: string | null, used: Set<string>): string | null {
  const manifest = parseManifest(after);
  if (!manifest) return 'package.json can no longer be read, or is gone.';
  const now = scriptsOf(manifest);
  const hooks = [...used].flatMap((name) => [`pre${name}`, `post${name}`]);
  const name = [...used, ...hooks, 'prepare', 'preinstall', 'install', 'postinstall'].find(
    (one) => old[one] !== now[one],
  );
  return name
    ? `The script “${name.slice(0, 60)}” of package.json has changed; the one of the base was run.`
    : null;
}

function sections(text: string | null): string {
  let inside = false;
  return (text ?? '')
    .split('\n')
    .filter((line) => {
      if (/^\[/.test(line)) inside = SECTION.test(line);
      return inside;
    })
    .join('\n');
}

const count = (text: string | null, pattern: RegExp) =>
  (text ?? '').split('\n').filter((line) => pattern.test(line)).length;
