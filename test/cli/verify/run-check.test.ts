import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCheck } from '../../../cli/src/verify/run-check';
import { noSandbox } from '../../../cli/src/workspace/sandbox';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const place = (signal?: AbortSignal) => ({
  cwd,
  env: { PATH: process.env.PATH ?? '', HOME: cwd },
  sandbox: noSandbox,
  signal,
  redact: (text: string) => text,
  onOutput: () => {},
});
const node = (code: string, kind: 'test' | 'custom' = 'custom', timeoutMs = 20_000) => ({
  name: 'check',
  kind,
  argv: ['node', '-e', code],
  timeoutMs,
});

describe('a check', () => {
  test('passes or fails by its exit code, with the end of its output', async () => {
    expect(await runCheck(node('console.log("fine")'), place())).toMatchObject({
      status: 'passed',
      exitCode: 0,
      testsRun: null,
      outputTail: 'fine\n',
    });
    expect(await runCheck(node('console.error("bad");process.exit(3)'), place())).toMatchObject({
      status: 'failed',
      exitCode: 3,
      outputTail: 'bad\n',
    });
  });

  test('that ran no test is none, not passed', async () => {
    writeFileSync(path.join(cwd, 'package.json'), '{}');
    const check = await runCheck(
      { name: 'test', kind: 'test', argv: ['node', '--test'], timeoutMs: 20_000 },
      place(),
    );
    expect(check).toMatchObject({ status: 'none', testsRun: 0 });
  });

  test('by Gradle counts and names the tests of the reports that it has just written, and of no others', async () => {
    // What Gradle's wrapper does as far as a check sees it: it prints no counts, and writes one report a class.
    const suite = (tests: number, cases: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="TotalTest" tests="${tests}" skipped="1" failures="1" errors="0">\n${cases}</testsuite>\n`;
    const failing = `<testcase name="adds()" classname="shop.TotalTest"><failure message="expected: &lt;3&gt; but was: &lt;4&gt;" type="x">at</failure></testcase>`;
    const write = (module: string, xml: string) =>
      `mkdir -p ${module}build/test-results/test && cat > ${module}build/test-results/test/TEST-x.xml <<'XML'\n${xml}XML\n`;
    const wrapper = (code: number, ...reports: string[]) =>
      writeFileSync(
        path.join(cwd, 'gradlew'),
        `#!/bin/sh\n${reports.join('')}echo 'BUILD ${code ? 'FAILED' : 'SUCCESSFUL'} in 1s'\nexit ${code}\n`,
        { mode: 0o755 },
      );
    const gradle = () =>
      runCheck({ name: 'gradle', kind: 'test', argv: ['./gradlew', 'test'], timeoutMs: 20_000 }, place());
    const planted = path.join(cwd, 'build/test-results/test');
    mkdirSync(planted, { recursive: true });
    writeFileSync(path.join(planted, 'TEST-planted.xml'), suite(50, ''));
    wrapper(0);
    expect(await gradle(), 'a report that was there before').toMatchObject({
      status: 'none',
      testsRun: null,
    });
    wrapper(1, write('', suite(4, failing)), write('core/', suite(3, '')));
    const check = await gradle();
    expect(check).toMatchObject({ status: 'failed', testsRun: 5, report: { failures: 1 } });
    expect(check.report?.findings).toMatchObject([
      { test: 'shop.TotalTest › adds()', message: 'expected: <3> but was: <4>' },
    ]);
    wrapper(0, write('', suite(6, '')));
    expect(await gradle()).toMatchObject({ status: 'passed', testsRun: 5 });
  });

  test('counts the tests that ran', async () => {
    writeFileSync(
      path.join(cwd, 'a.test.js'),
      'const {test}=require("node:test");test("a",()=>{});test("b",()=>{throw new Error("no")});',
    );
    const check = await runCheck(
      { name: 'test', kind: 'test', argv: ['node', '--test'], timeoutMs: 20_000 },
      place(),
    );
    expect(check).toMatchObject({ status: 'failed', exitCode: 1, testsRun: 2 });
  });

  test('that cannot be started is an error', async () => {
    expect(
      await runCheck({ name: 'x', kind: 'custom', argv: ['no-such-program'], timeoutMs: 5000 }, place()),
    ).toMatchObject({ status: 'error', exitCode: null });
  });

  test('sees none of this process’s own variables', async () => {
    process.env.CANARY_SECRET = 'canary-value';
    const check = await runCheck(node('console.log(Object.keys(process.env).sort().join())'), place());
    expect(check.outputTail.trim()).toBe('AO_RUN_ID,HOME,PATH');
  });

  test('takes its words as they are: no shell reads them', async () => {
    const check = await runCheck(
      {
        name: 'x',
        kind: 'custom',
        argv: ['node', '-p', 'process.argv[1]', '--', '$(touch pwned); `id` && "x"'],
        timeoutMs: 20_000,
      },
      place(),
    );
    expect(check.outputTail).toContain('$(touch pwned)');
    expect(() => readFileSync(path.join(cwd, 'pwned'))).toThrow();
  });

  test('that takes too long is ended with everything it started, even what fled into a session of its own', async () => {
    const child =
      'require("fs").appendFileSync("alive","x");setInterval(()=>require("fs").appendFileSync("alive","x"),50)';
    const code = `const {spawn}=require("child_process");spawn(process.execPath,["-e",${JSON.stringify(child)}],{detached:true,stdio:"ignore"});process.on("SIGTERM",()=>{});setInterval(()=>{},1000)`;
    const check = await runCheck(node(code, 'custom', 1500), place());
    expect(check).toMatchObject({ status: 'timeout', exitCode: null });
    const size = readFileSync(path.join(cwd, 'alive')).length;
    await pause(300);
    expect(readFileSync(path.join(cwd, 'alive')).length).toBe(size);
  });

  test('leaves no daemon behind when it passes', async () => {
    const daemon = 'setInterval(()=>require("fs").appendFileSync("alive","x"),50)';
    const fork = `require("child_process").spawn(process.execPath,["-e",${JSON.stringify(daemon)}],{detached:true,stdio:"ignore"}).unref()`;
    const code = `const {spawnSync}=require("child_process");spawnSync(process.execPath,["-e",${JSON.stringify(fork)}]);setTimeout(()=>{},500)`;
    expect((await runCheck(node(code), place())).status).toBe('passed');
    const size = readFileSync(path.join(cwd, 'alive')).length;
    await pause(300);
    expect(readFileSync(path.join(cwd, 'alive')).length).toBe(size);
  });

  test('ends at once when it is called off', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    const check = await runCheck(node('setInterval(()=>{},1000)'), place(stop.signal));
    expect(check.status).toBe('error');
    expect(check.durationMs).toBeLessThan(5000);
  });
});
