import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, runProgram } from './run-program';

let folder: string;
let installed: string;

beforeAll(async () => {
  await buildProgram();
  folder = mkdtempSync(path.join(tmpdir(), 'package-'));
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder], {
      cwd: path.resolve('cli'),
      encoding: 'utf8',
    }),
  ) as [{ filename: string }];
  execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
  installed = path.join(folder, 'package');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package as it is published', () => {
  test('needs no other package', () => {
    const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
    expect(manifest.dependencies ?? {}).toEqual({});
    const known = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    for (const file of readdirSync(path.join(installed, 'dist'))) {
      const code = readFileSync(path.join(installed, 'dist', file), 'utf8');
      const imported = [...code.matchAll(/^import[^'"]*["']([^'"]+)["'];$/gm)].map(([, name]) => name!);
      expect(imported.filter((name) => !name.startsWith('./') && !known.has(name))).toEqual([]);
    }
  });

  test('runs where nothing else is installed', async () => {
    const program = path.join(installed, 'dist', 'main.js');
    expect(statSync(program).mode & 0o111).toBe(0o111);
    const ran = await runProgram(['doctor', '--json'], {
      program,
      env: { HOME: folder, AGENT_ORCHESTRATOR_HOME: path.join(folder, 'ao') },
      cwd: folder,
    });
    const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
    expect(JSON.parse(ran.stdout).data.cliVersion).toBe(manifest.version);
    expect(Object.keys(manifest.bin)).toEqual(['agent-orchestrator', 'swarm']);
  });
});
