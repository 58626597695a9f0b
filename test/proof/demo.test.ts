import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type DemoReport, judgeDemo } from '../../scripts/demo/judge';

const good: DemoReport = {
  taskStatus: 'COMPLETED',
  verdict: 'PASSED',
  commits: 1,
  filesChanged: 2,
  checks: [
    { name: 'syntax', status: 'passed' },
    { name: 'tests', status: 'passed' },
  ],
  logBytes: 20_000,
  logDigestEqual: true,
  costUsd: 0.01,
  seconds: 9.5,
  engine: 'claude-code',
  engineVersion: '2.1.329',
};

describe('the demo is judged', () => {
  test('as right when every condition holds', () => {
    expect(judgeDemo(good)).toEqual([]);
  });

  const broken: [string, Partial<DemoReport>][] = [
    ['the task stays in review', { taskStatus: 'IN_REVIEW' }],
    ['the task failed', { taskStatus: 'FAILED' }],
    ['nothing is proven', { verdict: 'UNPROVEN' }],
    ['there is no verdict', { verdict: null }],
    ['no commit is on the branch', { commits: 0 }],
    ['no file was changed', { filesChanged: 0 }],
    ['no check ran', { checks: [] }],
    ['one check failed', { checks: [...good.checks, { name: 'types', status: 'failed' }] }],
    ['one check found no test', { checks: [{ name: 'tests', status: 'none' }] }],
    ['the log is empty', { logBytes: 0 }],
    ['the log differs from what the engine printed', { logDigestEqual: false }],
    ['nothing was metered', { costUsd: 0 }],
    ['another engine ran', { engine: 'anthropic-api' }],
    ['no engine ran', { engine: null }],
    ['the version is unknown', { engineVersion: null }],
  ];
  test.each(broken)('as wrong when %s', (_, change) => {
    expect(judgeDemo({ ...good, ...change })).toHaveLength(1);
  });

  test('by every field that it reports, but for the time it took', () => {
    const changed = new Set(broken.flatMap(([, change]) => Object.keys(change)));
    expect([...changed, 'seconds'].sort()).toEqual(Object.keys(good).sort());
  });
});

describe('npm run demo -- --once --json', () => {
  test('has a task done by the real Claude Code, proves it, and leaves nothing behind', {
    timeout: 600_000,
  }, async () => {
    // A folder of its own: other demos of this machine may be at work. The database may run as another user.
    const temporary = mkdtempSync(path.join(tmpdir(), 'demo-once-'));
    chmodSync(temporary, 0o755);
    const argv = ['--import', 'tsx', 'scripts/demo.ts', '--once', '--json'];
    const unset = { NODE_ENV: undefined, VITEST: undefined };
    const env = { ...process.env, ...unset, TMPDIR: temporary } as unknown as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, said, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(judgeDemo(JSON.parse(out) as DemoReport)).toEqual([]);
    const leftovers = readdirSync(temporary).filter((name) => name.startsWith('agent-orchestrator-demo-'));
    expect(leftovers).toEqual([]);
    rmSync(temporary, { recursive: true, force: true });
  });
});
