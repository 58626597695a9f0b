import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { ApiRequest } from '@/http/request';
import { requestId } from '@/http/request-id';

const HOSTILE = [
  '\r\n{"level":50,"msg":"forged"}',
  '\u001b[2J\u001b]8;;x\u0007',
  '\u0085next',
  '\u2028line',
  '"}',
  '\u0000',
  '\u009b31m',
];

/** What a process that runs this writes to its standard output, line by line. */
function run(source: string, level: string): string[] {
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', source];
  const { stdout, stderr, status } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    env: { ...process.env, LOG_LEVEL: level, TSX_TSCONFIG_PATH: 'tsconfig.node.json' },
  });
  expect(status, stderr).toBe(0);
  return stdout.trimEnd().split('\n');
}

test('whatever is logged is one line of JSON a record, without a control character', () => {
  const source = `
    import { logger } from '@/lib/logger';
    for (const text of ${JSON.stringify(HOSTILE)}) {
      logger().warn({ error: text, requestId: text, [text]: text, token: 'ao_pat_secret', err: new Error(text) }, text);
    }`;
  const lines = run(source, 'warn');
  expect(lines).toHaveLength(HOSTILE.length);
  for (const [i, line] of lines.entries()) {
    const { msg, error } = JSON.parse(line);
    expect([msg, error]).toEqual([HOSTILE[i], HOSTILE[i]]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(line).not.toMatch(/[\u0000-\u001f]/);
    expect(line).not.toContain('ao_pat_secret');
  }
});

test('who is turned away stands in the log, with where they came from', () => {
  const source = `
    import { noteAnswer } from '@/http/note-answer';
    for (const status of [200, 401, 403, 404, 429])
      noteAnswer('login', status, 1, { requestId: 'req_1', address: '192.0.2.1' });`;
  const lines = run(source, 'info').map((line) => JSON.parse(line));
  expect(lines.map(({ status }) => status)).toEqual([401, 403, 429]);
  expect(lines[0]).toMatchObject({
    route: 'login',
    address: '192.0.2.1',
    requestId: 'req_1',
    msg: 'turned away',
  });
});

test.each([...HOSTILE, 'a b', 'x'.repeat(65), '<b>', '../x', ''])('%j is nobody’s request id', (given) => {
  const request = { header: () => given } as unknown as ApiRequest;
  expect(requestId(request)).toMatch(/^req_[0-9a-f]{12}$/);
});
