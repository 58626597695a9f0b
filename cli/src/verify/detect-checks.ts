import { z } from 'zod';
import { CheckSpec } from '@/contract/project';
import { otherChecks } from './other-languages';
import { readOwnFile } from './own-file';

type Spec = z.infer<typeof CheckSpec>;

/** What a commit holds, as far as checks are concerned. */
export interface CommitFiles {
  /** Every path of the commit. */
  paths: ReadonlySet<string>;
  /** The text of a file; null where there is none. */
  read(path: string): Promise<string | null>;
}

const Manifest = z.object({
  scripts: z.record(z.string(), z.string()).catch({}).default({}),
  dependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
});
type Manifest = z.infer<typeof Manifest>;

const SCRIPTS: { names: string[]; kind: Spec['kind'] }[] = [
  { names: ['typecheck', 'type-check', 'check-types', 'types', 'tsc'], kind: 'types' },
  { names: ['lint'], kind: 'lint' },
  { names: ['build'], kind: 'custom' },
  { names: ['test'], kind: 'test' },
];
const NO_TEST = /no test specified/;
const WEB = /^(react|preact|vue|svelte|solid-js|next|flow-bin|@babel\/core)$/;
const SYNTAX_MAX = 50;
const SYNTAX =
  'const{spawnSync:s}=require("node:child_process");let bad=0;for(const f of process.argv.slice(1)){const r=s(process.execPath,["--check",f],{stdio:"inherit"});if(r.status!==0)bad=1}process.exit(bad)';

/**
 * The checks of a project: the configured ones if there are any, else those that the base commit's own file names,
 * else those that its files stand for. `changed` are the paths that the work touches. Empty where nothing is found.
 */
export async function detectChecks(
  configured: Spec[],
  base: CommitFiles,
  changed: string[],
): Promise<Spec[]> {
  if (configured.length > 0) return configured;
  const own = await readOwnFile(base);
  if (own && own.checks.length > 0) return own.checks;
  const manifest = await readManifest(base);
  return [...syntaxCheck(manifest, changed), ...nodeChecks(manifest, base), ...(await otherChecks(base))].map(
    (spec) => CheckSpec.parse(spec),
  );
}

/** How a fresh checkout gets what its checks need: the configured command, else the lock file's own; null where nothing is needed. */
export async function detectSetup(configured: string[] | null, base: CommitFiles): Promise<string[] | null> {
  if (configured) return configured;
  const own = await readOwnFile(base);
  if (own?.setup) return own.setup;
  const manifest = await readManifest(base);
  if (!manifest || Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length === 0)
    return null;
  if (base.paths.has('pnpm-lock.yaml')) return ['pnpm', 'install', '--frozen-lockfile'];
  if (base.paths.has('yarn.lock')) return ['yarn', 'install', '--frozen-lockfile'];
  if (base.paths.has('bun.lock') || base.paths.has('bun.lockb'))
    return ['bun', 'install', '--frozen-lockfile'];
  return base.paths.has('package-lock.json') ? ['npm', 'ci'] : null;
}

async function readManifest(base: CommitFiles): Promise<Manifest | null> {
  const text = await base.read('package.json');
  if (text === null) return null;
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function syntaxCheck(manifest: Manifest | null, changed: string[]): z.input<typeof CheckSpec>[] {
  const web =
    manifest &&
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).some((name) => WEB.test(name));
  const files = changed
    .filter((path) => /\.[cm]js$/.test(path) || (!web && path.endsWith('.js')))
    .slice(0, SYNTAX_MAX);
  return files.length > 0
    ? [
        {
          name: 'syntax',
          kind: 'syntax',
          argv: ['node', '-e', SYNTAX, ...files.map((path) => `./${path}`)],
          timeoutMs: 60_000,
        },
      ]
    : [];
}

function nodeChecks(manifest: Manifest | null, base: CommitFiles): z.input<typeof CheckSpec>[] {
  if (!manifest) return [];
  const runner = base.paths.has('pnpm-lock.yaml')
    ? 'pnpm'
    : base.paths.has('yarn.lock')
      ? 'yarn'
      : base.paths.has('bun.lock')
        ? 'bun'
        : 'npm';
  const found = SCRIPTS.flatMap(({ names, kind }) => {
    const name = names.find(
      (candidate) => manifest.scripts[candidate] && !NO_TEST.test(manifest.scripts[candidate]),
    );
    return name ? [{ name, kind, argv: [runner, 'run', name] }] : [];
  });
  const typed = found.some((check) => check.kind === 'types');
  if (
    !typed &&
    base.paths.has('tsconfig.json') &&
    ('typescript' in manifest.devDependencies || 'typescript' in manifest.dependencies)
  ) {
    found.unshift({ name: 'types', kind: 'types', argv: ['npx', '--no-install', 'tsc', '--noEmit'] });
  }
  const tested = found.some((check) => check.kind === 'test');
  if (!tested && [...base.paths].some((path) => /(^|\/)[\w.-]+\.test\.[cm]?js$/.test(path))) {
    found.push({ name: 'test', kind: 'test', argv: ['node', '--test'] });
  }
  return found;
}
