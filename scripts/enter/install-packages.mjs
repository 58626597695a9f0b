import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { withFileLock } from './file-lock.mjs';
import { packagesFit } from './packages-fit.mjs';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';
import { step } from './step.mjs';

const at = (...parts) => path.join(root, ...parts);

/** Runs `npm ci` where node_modules is not what package-lock.json says. */
export async function installPackages() {
  if (installed()) return;
  await withFileLock(at('.data', 'install.lock'), 'another npm ci of this checkout', async () => {
    if (installed()) return;
    await step('Installing packages (npm ci; once, some 1.2 GB on disk)', npmCi);
    writeFileSync(at('node_modules', '.installed-from'), lockHash());
  });
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

/**
 * Either our own note says so, or npm's does: its hidden lock file lists what was really put there. The note is
 * needed where an optional package cannot be had: it must not be asked for for ever.
 */
function installed() {
  const hidden = at('node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const note = at('node_modules', '.installed-from');
  if (existsSync(note) && readFileSync(note, 'utf8') === lockHash()) return true;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  return packagesFit({
    wanted: packagesOf(at('package-lock.json')),
    found: packagesOf(hidden),
    there: (where) => existsSync(at(where)),
  });
}

/** The includes override NODE_ENV=production and `omit` in somebody's npm settings: without them there is no build and no database. */
async function npmCi() {
  const argv = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--include=peer',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  if (npm && /npm-cli\.c?js$/.test(npm)) return runQuietly(process.execPath, [npm, ...argv]);
  return process.platform === 'win32'
    ? runQuietly('cmd.exe', ['/c', 'npm', ...argv])
    : runQuietly('npm', argv);
}
