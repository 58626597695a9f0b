import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Defect, LAYERS } from './defect';

/** What is not copied: it is large, or of the checkout alone. */
const LEFT_OUT = new Set(['node_modules', '.git', '.next', '.data', 'test-results', 'playwright-report']);
/** A slow machine is no failure. */
const LIMIT_MS = 600_000;
/** The same sequences for each defect, and the row of the layer `machine`. */
const CHOSEN = { SEED: '7', FAULTS_ROWS: '5' };

export interface Verdict {
  defect: Defect;
  /** What became of it: found by a failed test, or not; unclear where nothing was tested. */
  end: 'found' | 'not found' | 'unclear';
  seconds: number;
  /** The first lines that speak of a failure. */
  said: string;
}

/** Copies the checkout into a folder; packages are shared with it. */
export function copyTree(to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync('.'))
    if (!LEFT_OUT.has(name))
      cpSync(name, path.join(to, name), {
        recursive: true,
        filter: (from) => path.basename(from) !== 'node_modules',
      });
  for (const at of ['node_modules', 'cli/node_modules'])
    try {
      symlinkSync(path.resolve(at), path.join(to, at));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
}

/** Runs the tests of the defect's layer in a copy of the checkout that has the defect, and takes it out again. */
export async function tryDefect(tree: string, defect: Defect): Promise<Verdict> {
  const file = path.join(tree, defect.file);
  const source = readFileSync(file, 'utf8');
  const parts = source.split(defect.find);
  if (parts.length !== 2)
    throw new Error(`${defect.name}: its text stands ${parts.length - 1} times in ${defect.file}`);
  writeFileSync(file, parts.join(defect.replace));
  const began = Date.now();
  try {
    const { failed, output } = await test(tree, LAYERS[defect.layer]);
    const counted = /Tests\s+(?:(\d+) failed)?/.exec(output);
    const end = !failed ? 'not found' : counted?.[1] ? 'found' : 'unclear';
    return { defect, end, seconds: Math.round((Date.now() - began) / 1000), said: firstFault(output) };
  } finally {
    writeFileSync(file, source);
  }
}

/** The tests of each layer must pass where nothing is planted; answers the layers that do not. */
export async function failingLayers(tree: string, layers: Set<keyof typeof LAYERS>): Promise<string[]> {
  const failing: string[] = [];
  for (const layer of layers) {
    const { failed, output } = await test(tree, LAYERS[layer]);
    if (failed) failing.push(`${layer}: ${firstFault(output)}`);
    else if (!/Tests\s+\d+ passed/.test(output)) failing.push(`${layer}: no test was run`);
  }
  return failing;
}

function test(tree: string, argv: readonly string[]): Promise<{ failed: boolean; output: string }> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--bail=1', ...argv];
  return new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...CHOSEN };
    execFile(
      process.execPath,
      vitest,
      { cwd: tree, env, timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => done({ failed: error !== null, output: stdout + stderr }),
    );
  });
}

const firstFault = (output: string): string =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(FAIL |\w*Error:|I\d+ )/.test(line))
    .slice(0, 2)
    .join(' · ')
    .slice(0, 200);
