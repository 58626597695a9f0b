import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withFileLock } from '../../../scripts/enter/file-lock.mjs';
import { fingerprint } from '../../../scripts/enter/fingerprint.mjs';
import { packagesFit } from '../../../scripts/enter/packages-fit.mjs';
import { readImports } from '../../../scripts/house/read-imports';

describe('the entry of every command', () => {
  test('needs nothing but Node before the packages are there', () => {
    const queue = ['scripts/enter.mjs'];
    const seen = new Set<string>();
    for (let file = queue.pop(); file; file = queue.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      const folder = new URL(`file:///${file}`);
      for (const { specifier } of readImports(readFileSync(file, 'utf8'))) {
        if (['tsx/esm/api', 'esbuild'].includes(specifier)) continue; // loaded late, when it is there
        expect(specifier, file).toMatch(/^(node:|\.)/);
        if (specifier.startsWith('.')) queue.push(new URL(specifier, folder).pathname.slice(1));
      }
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  test('says which commands there are where it is given none of them', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/enter.mjs', 'nonsense'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    for (const name of ['start', 'test', 'demo', 'check']) expect(stderr).toContain(name);
  });

  test('has a script for each command that package.json promises, and calls npm for none', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const entry = readFileSync('scripts/enter.mjs', 'utf8');
    for (const [name, line] of Object.entries(scripts)) {
      expect(line, name).not.toMatch(/\bnpm\b/);
      const [, command] = line.match(/^node scripts\/enter\.mjs (\w+)/) ?? [];
      if (!command) continue;
      const [, script = ''] = entry.match(new RegExp(`^  ${command}: \\{.*script: '([^']+)'`, 'm')) ?? [];
      expect(existsSync(script), `${name} runs ${script}`).toBe(true);
    }
  });
});

describe('script names that people bring along', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  test('are there', () => {
    const names = 'dev build start test typecheck lint db:migrate db:push docker:build docker:run'.split(' ');
    expect(names.filter((name) => !scripts[name])).toEqual([]);
  });

  test.each(Object.entries(scripts).filter(([, line]) => line.includes('refuse.mjs')))(
    '%s is refused in a sentence that names what to run instead',
    (name, line) => {
      const [, script = '', ...argv] = line.split(' ');
      const { status, stderr } = spawnSync(process.execPath, [script, ...argv], { encoding: 'utf8' });
      expect(status).toBe(2);
      expect(stderr).toMatch(new RegExp(`^npm run ${name}: .*\\. (Run|Read) .*\`.+\``));
      const [, instead = ''] = stderr.match(/`npm run ([\w:]+)`/) ?? [];
      if (instead) expect(Object.keys(scripts)).toContain(instead);
    },
  );
});

describe('packages', () => {
  const wanted = {
    '': { version: '0.1.0' },
    cli: { version: '0.1.0' },
    'node_modules/agent-orchestrator': { link: true },
    'node_modules/pg': { version: '8.0.0' },
    'node_modules/swc-linux': {
      version: '1.0.0',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['glibc'],
    },
    'node_modules/swc-darwin': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
    'node_modules/wasm-only': { version: '1.0.0', optional: true },
  };
  const found = { 'node_modules/pg': { version: '8.0.0' }, 'node_modules/swc-linux': { version: '1.0.0' } };
  const host = { os: 'linux', cpu: 'x64', libc: 'glibc' };
  const fits = (given: object = {}) => packagesFit({ wanted, found, there: () => true, host, ...given });

  test('fit where each is there in the version of the lock, but for other platforms’', () =>
    expect(fits()).toBe(true));
  test('do not fit where one has another version', () =>
    expect(fits({ found: { ...found, 'node_modules/pg': { version: '7.0.0' } } })).toBe(false));
  test('do not fit where a folder is gone', () =>
    expect(fits({ there: (at: string) => at !== 'node_modules/pg' })).toBe(false));
  test('do not fit where npm was told to omit what this platform needs', () =>
    expect(fits({ found: { 'node_modules/pg': { version: '8.0.0' } } })).toBe(false));
  test('do not ask Linux with musl for a glibc package', () =>
    expect(
      fits({ found: { 'node_modules/pg': { version: '8.0.0' } }, host: { ...host, libc: 'musl' } }),
    ).toBe(true));
});

describe('a file lock', () => {
  const file = `.data/test-lock-${process.pid}.lock`;

  test('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const enter = () =>
      withFileLock(file, 'the test', async () => {
        most = Math.max(most, ++inside);
        await pause(20);
        inside--;
      });
    await Promise.all([enter(), enter(), enter()]);
    expect(most).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  test('is taken over from a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync('.data', { recursive: true });
    writeFileSync(file, String(pid));
    expect(await withFileLock(file, 'the test', async () => 'in')).toBe('in');
  });

  test('says once whom it waits for', async () => {
    const said: string[] = [];
    const held = withFileLock(file, 'the test', () => pause(1500));
    await withFileLock(
      file,
      'the other one',
      async () => {},
      (line: string) => said.push(line),
    );
    await held;
    expect(said).toEqual([`Waiting for the other one to end (process ${process.pid}) ...`]);
  });

  test('is given back when the work fails', async () => {
    await expect(withFileLock(file, 'the test', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileLock(file, 'the test', async () => 'in')).toBe('in');
  });
});

test('a fingerprint follows names and contents, and nothing else', () => {
  const folder = `.data/fingerprint-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(`${folder}/${name}`, text);
  write('a', '1');
  const first = fingerprint([folder]);
  write('a', '1');
  expect(fingerprint([folder])).toBe(first);
  write('a', '2');
  expect(fingerprint([folder])).not.toBe(first);
  write('a', '1');
  write('b', '');
  expect(fingerprint([folder])).not.toBe(first);
  expect(fingerprint([folder], { without: [`${folder}/b`] })).toBe(first);
  rmSync(folder, { recursive: true });
});
