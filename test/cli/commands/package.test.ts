import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
    for (const file of readdirSync(path.join(installed, 'dist')).filter((name) => name.endsWith('.js'))) {
      const code = readFileSync(path.join(installed, 'dist', file), 'utf8');
      const imported = [...code.matchAll(/^import[^'"]*["']([^'"]+)["'];$/gm)].map(([, name]) => name!);
      expect(imported.filter((name) => !name.startsWith('./') && !known.has(name))).toEqual([]);
    }
  });

  test('is imported by programs that have installed it', async () => {
    const consumer = path.join(folder, 'consumer');
    mkdirSync(path.join(consumer, 'node_modules'), { recursive: true });
    symlinkSync(installed, path.join(consumer, 'node_modules', 'agent-orchestrator'));
    const program = path.join(consumer, 'use.mjs');
    writeFileSync(
      program,
      `import { ClaudeProcess, runSequential } from 'agent-orchestrator';
      const one = new ClaudeProcess({ prompt: 'hello', processId: 'one', workingDir: '.', logDir: 'logs', command: ['cat'] });
      const [result] = await runSequential([one]);
      console.log(JSON.stringify(result));`,
    );
    const ran = await runProgram([], { program, env: { HOME: folder }, cwd: consumer });
    expect(ran.stdout.split('\n')[0]).toBe('[one] hello');
    expect(JSON.parse(ran.stdout.split('\n')[1]!)).toMatchObject({
      exitCode: 0,
      output: 'hello',
      stderr: '',
    });
  });

  // Compiling takes its time: PACKAGE_TYPES=1 does it.
  test.runIf(process.env.PACKAGE_TYPES)('tells compilers what it gives', () => {
    execFileSync(process.execPath, ['cli/build-types.mjs']);
    const consumer = mkdtempSync(path.join(tmpdir(), 'consumer-'));
    try {
      mkdirSync(path.join(consumer, 'node_modules'));
      symlinkSync(path.resolve('cli'), path.join(consumer, 'node_modules', 'agent-orchestrator'));
      writeFileSync(
        path.join(consumer, 'use.mts'),
        `import { runParallel, OrchestratorSession, type ProcessResult } from 'agent-orchestrator';
        const session = new OrchestratorSession('x');
        export const results: ProcessResult[] = await runParallel([session.createProcess('a', 'b')], { maxWorkers: 2 });
        // @ts-expect-error: it is a number
        export const wrong: string = results[0]!.exitCode;`,
      );
      const argv = ['--noEmit', '--strict', '--module', 'node16', '--target', 'es2023', 'use.mts'];
      const compiler = path.resolve('node_modules/typescript/bin/tsc');
      execFileSync(process.execPath, [compiler, ...argv], { cwd: consumer, stdio: 'inherit' });
    } finally {
      rmSync(consumer, { recursive: true, force: true });
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
