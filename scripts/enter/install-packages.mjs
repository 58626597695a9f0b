import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { withFileLock } from './file-lock.mjs';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';
import { step } from './step.mjs';

const at = (...parts) => path.join(root, ...parts);

/** Runs `npm ci` where node_modules is not what package-lock.json says. */
export async function installPackages() {
  if (installed()) return;
  await withFileLock('install', async () => {
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
 * Either our own note says so, or npm's does: its hidden lock file lists what was really put there.
 * The note comes first, because an optional package that cannot be had here must not be asked for for ever.
 */
function installed() {
  if (!existsSync(at('node_modules', '.package-lock.json'))) return false;
  const note = at('node_modules', '.installed-from');
  if (existsSync(note)) return readFileSync(note, 'utf8') === lockHash();
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(at('node_modules', '.package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([where, entry]) => {
    if (!where.includes('node_modules/')) return true;
    if (entry.link) return existsSync(at(where));
    if (entry.optional && !(where in found)) return !(entry.os ?? entry.cpu) || !fits(entry);
    return found[where]?.version === entry.version && existsSync(at(where));
  });
}

/** Would npm install this optional package here? */
function fits(entry) {
  const allowed = (list, here) =>
    !list || list.includes(here) || (list.some((name) => name.startsWith('!')) && !list.includes(`!${here}`));
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  return (
    allowed(entry.os, process.platform) &&
    allowed(entry.cpu, process.arch) &&
    (process.platform !== 'linux' || allowed(entry.libc, libc))
  );
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
