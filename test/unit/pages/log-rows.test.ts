import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LogRow, textOf } from '@/components/log/log-row';
import { LogRows } from '@/components/log/log-rows';
import type { LogLine } from '@/contract/log';

const RECORDINGS = path.resolve('test/recordings/claude-code');
const BEGIN = Date.parse('2026-11-21T10:00:00Z');

const lineOf = (line: number, text: string, more: Partial<LogLine> = {}): LogLine => ({
  line,
  at: new Date(BEGIN + line * 100).toISOString(),
  stream: 'stdout',
  text: `${text}\n`,
  continues: false,
  ...more,
});
const rowsOf = (lines: LogLine[]) => {
  const log = new LogRows();
  log.append(lines);
  return log;
};
const call = (id: string, name: string, input: object) =>
  JSON.stringify({ type: 'assistant', message: { content: [{ type: 'tool_use', id, name, input }] } });
const answer = (id: string, content: string, is_error = false) =>
  JSON.stringify({
    type: 'user',
    message: { content: [{ type: 'tool_result', tool_use_id: id, content, is_error }] },
  });

describe('log rows', () => {
  test('an assistant message with text and a call gives a row for each, in order', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.' },
      { type: 'text', text: 'I will look.' },
      { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'ls' } },
    ];
    const { rows } = rowsOf([lineOf(1, JSON.stringify({ type: 'assistant', message: { content } }))]);
    expect(rows.map((row) => row.kind)).toEqual(['text', 'text', 'tool']);
    expect(rows[0]).toMatchObject({ thinking: true, text: 'Hm.' });
    expect(new Set(rows.map((row) => row.key)).size).toBe(3);
  });

  test('a row has the same key whichever line the log was read from', () => {
    const lines = [1, 2, 3, 4].map((line) => lineOf(line, call(`t${line}`, 'Bash', { command: 'ls' })));
    const keys = rowsOf(lines).rows.map(({ key }) => key);
    expect(rowsOf(lines.slice(2)).rows.map(({ key }) => key)).toEqual(keys.slice(2));
  });

  test('a result joins its call, whatever came between, and its line leads to the call', () => {
    const log = rowsOf([
      lineOf(1, call('a', 'Bash', { command: 'npm test' })),
      lineOf(2, call('b', 'Read', { file_path: '/w/x.ts' })),
      lineOf(3, answer('b', 'one')),
      lineOf(4, answer('a', 'two failed', true)),
    ]);
    expect(log.rows).toHaveLength(2);
    expect(log.rows[0]).toMatchObject({
      name: 'Bash',
      title: 'npm test',
      result: 'two failed',
      failed: true,
    });
    expect(log.rows[1]).toMatchObject({ name: 'Read', result: 'one', failed: false });
    expect(log.indexOfLine(4)).toBe(0);
    expect(log.indexOfLine(3)).toBe(1);
  });

  test('paths inside the workspace lose its folder', () => {
    const { rows } = rowsOf([
      lineOf(1, JSON.stringify({ type: 'system', subtype: 'init', cwd: '/w/tree', model: 'm' })),
      lineOf(2, call('a', 'Edit', { file_path: '/w/tree/src/a.ts', old_string: 'a\nb', new_string: 'c' })),
    ]);
    expect(rows[0]).toMatchObject({ kind: 'note', text: 'Session started · m' });
    expect(rows[1]).toMatchObject({ title: 'src/a.ts' });
  });

  test('a line cut by frames is read as one, and later pieces lead to its row', () => {
    const whole = call('a', 'Bash', { command: 'echo long' });
    const log = rowsOf([
      lineOf(1, whole.slice(0, 20), { text: whole.slice(0, 20), continues: true }),
      lineOf(2, whole.slice(20)),
    ]);
    expect(log.rows).toHaveLength(1);
    expect(log.rows[0]).toMatchObject({ kind: 'tool', line: 1, endLine: 2 });
    expect(log.indexOfLine(2)).toBe(0);
  });

  test('a line that goes on is shown as far as it has come, whatever other streams say meanwhile', () => {
    const piece = (line: number, text: string, more: Partial<LogLine> = {}) =>
      lineOf(line, text, { text, stream: 'check', continues: true, ...more });
    const log = rowsOf([piece(1, '...')]);
    expect(log.rows).toMatchObject([{ kind: 'line', text: '...', endLine: 1 }]);
    log.append([
      lineOf(2, 'Meanwhile.', { stream: 'runner' }),
      piece(3, '..'),
      piece(4, '. done\n', { continues: false }),
      piece(5, 'Next.\n', { continues: false }),
    ]);
    expect(log.rows.map((row) => textOf(row))).toEqual(['...... done', 'Meanwhile.', 'Next.']);
    expect([1, 2, 3, 4, 5].map((line) => log.indexOfLine(line))).toEqual([0, 1, 0, 0, 2]);
    expect(log.rows[0]!.key).toBe('1.0');
  });

  test('lines of other streams stay lines, even when they look like events', () => {
    const { rows } = rowsOf([lineOf(1, call('a', 'Bash', {}), { stream: 'stderr' }), lineOf(2, 'plain')]);
    expect(rows.map((row) => row.kind)).toEqual(['line', 'line']);
  });

  test('broken and hostile JSON is shown as it is, never thrown over', () => {
    for (const text of [
      '{',
      '{"type":1}',
      '{"a":2}',
      '[1]',
      '{"type":"assistant","message":null}',
      '{"type":"user","message":{"content":[null,5]}}',
    ]) {
      expect(() => rowsOf([lineOf(1, text)])).not.toThrow();
    }
    expect(rowsOf([lineOf(1, '{"a":2}')]).rows).toMatchObject([{ kind: 'line', text: '{"a":2}' }]);
  });

  test('an unsuccessful end says so and tells its cost', () => {
    const { rows } = rowsOf([
      lineOf(
        1,
        JSON.stringify({
          type: 'result',
          subtype: 'error_max_turns',
          is_error: true,
          num_turns: 9,
          total_cost_usd: 1.32,
        }),
      ),
    ]);
    expect(rows).toMatchObject([
      { kind: 'result', ok: false, turns: 9, costMicros: 1_320_000, text: 'error max turns' },
    ]);
  });

  const recordings = readdirSync(RECORDINGS).filter((name) => name.endsWith('.jsonl'));
  test.each(recordings)('%s: every result finds its call, and nothing throws', (name) => {
    const lines = readFileSync(path.join(RECORDINGS, name), 'utf8').split('\n').filter(Boolean);
    const log = rowsOf(lines.map((text, index) => lineOf(index + 1, text)));
    const results = lines.filter((line) => line.includes('"tool_result"')).length;
    const answered = log.rows.filter((row: LogRow) => row.kind === 'tool' && row.result !== null).length;
    expect(results === 0 || answered > 0).toBe(true);
    for (const row of log.rows) expect(typeof textOf(row)).toBe('string');
  });
});
