import { describe, expect, test } from 'vitest';
import { readGroupMark } from '@/components/log/group-marks';
import type { GroupRow, LogRow } from '@/components/log/log-row';
import { LogRows } from '@/components/log/log-rows';
import { visibleRows } from '@/components/log/visible-rows';
import type { LogLine } from '@/contract/log';

const BEGIN = Date.parse('2026-11-21T10:00:00Z');
const PRETTY = { raw: false, errorsOnly: false, hidden: [] };
const logOf = (texts: (string | [LogLine['stream'], string])[]) => {
  const log = new LogRows();
  log.append(
    texts.map((one, index) => {
      const [stream, text] = typeof one === 'string' ? (['check', one] as const) : one;
      const at = new Date(BEGIN + index * 1000).toISOString();
      return { line: index + 1, at, stream, text: `${text}\n`, continues: false };
    }),
  );
  return log;
};
const say = (row: LogRow) =>
  row.kind === 'group' ? `[${row.title}: ${row.lines}]` : row.kind === 'line' ? row.text : row.kind;
const shown = (log: LogRows, isOpen: (group: GroupRow, last: boolean) => boolean) =>
  visibleRows(log, PRETTY, isOpen).map(say);
const asMarked = (group: GroupRow) => !group.folded;

describe('group marks of a CI’s log', () => {
  test.each([
    ['::group::Install', 'Install', true],
    ['##[group]Run npm test', 'Run npm test', true],
    ['--- :hammer: Build', ':hammer: Build', true],
    ['+++ Tests', 'Tests', false],
    ['~~~ Housekeeping', 'Housekeeping', true],
    ['\u001b[90m--- Build\u001b[0m', 'Build', true],
    ['\u001b_bk;t=1732180000000\u0007--- Build', 'Build', true],
  ])('%s begins a group', (line, title, folded) => {
    expect(readGroupMark(line)).toMatchObject({ kind: 'begins', title, folded });
  });

  test.each([
    '---',
    '+++ b/src/a.ts',
    '--- /dev/null',
    '--- src/a.ts\t2026-11-21 10:00:00',
    '--- FAIL: TestSum (0.00s)',
    '-- no group',
    'echo ::group::x',
    '::error file=a.ts::no',
  ])('%s is a line like others', (line) => {
    expect(readGroupMark(line)).toBeNull();
  });

  test('of GitHub fold what stands up to their end, and what follows is in no group', () => {
    const log = logOf(['before', '::group::Install', 'one', 'two', '::endgroup::', 'after']);
    expect(shown(log, asMarked)).toEqual(['before', '[Install: 2]', 'after']);
    expect(shown(log, () => true)).toEqual(['before', '[Install: 2]', 'one', 'two', 'after']);
    const [, group] = visibleRows(log, PRETTY, asMarked) as [LogRow, GroupRow];
    expect([group.line, group.lastLine, Date.parse(group.endedAt!) - Date.parse(group.at)]).toEqual([
      2, 5, 3000,
    ]);
  });

  test('of Buildkite last until the next one, and begin as their mark says', () => {
    const log = logOf(['--- Build', 'b1', '+++ Tests', 't1', 't2', '~~~ After', 'a1', '^^^ +++', 'a2']);
    expect(shown(log, asMarked)).toEqual(['[Build: 1]', '[Tests: 2]', 't1', 't2', '[After: 2]', 'a1', 'a2']);
  });

  test('the group that nothing has ended is asked for as the last one', () => {
    const asked: [string, boolean][] = [];
    shown(logOf(['--- Build', 'b1', '--- Tests', 't1']), (group, last) => {
      asked.push([group.title, last]);
      return last;
    });
    expect(asked).toEqual([
      ['Build', false],
      ['Tests', true],
    ]);
  });

  test('end where another check or an agent begins to speak', () => {
    const log = logOf([
      '--- Build',
      'b1',
      '$ npm test',
      'ok',
      '--- More',
      'm1',
      ['runner', 'The check ended'],
      'x',
    ]);
    expect(shown(log, asMarked)).toEqual([
      '[Build: 1]',
      '$ npm test',
      'ok',
      '[More: 1]',
      'The check ended',
      'x',
    ]);
  });

  test('never hide what a command said on its other stream', () => {
    const log = logOf([
      ['stdout', '::group::Build'],
      ['stdout', 'quiet'],
      ['stderr', 'loud'],
      ['stdout', '::endgroup::'],
    ]);
    expect(shown(log, asMarked)).toEqual(['[Build: 1]', 'loud']);
  });

  test('leave the headers of a patch alone', () => {
    const patch = ['--- Expected', '+++ Actual', '@@ -1 +1 @@'];
    expect(shown(logOf(patch), asMarked)).toEqual(patch);
  });

  test('are plain lines where lines are shown as they were written, and where only errors are', () => {
    const log = logOf([
      ['stderr', '::group::Build'],
      ['stderr', 'loud'],
    ]);
    for (const view of [{ raw: true }, { errorsOnly: true }])
      expect(visibleRows(log, { ...PRETTY, ...view }, asMarked).map(say)).toEqual(['::group::Build', 'loud']);
  });

  test('hold a title that is text, whatever it looks like', () => {
    const [group] = visibleRows(logOf(['::group::<img src=x onerror=alert(1)>']), PRETTY, asMarked);
    expect(group).toMatchObject({ kind: 'group', title: '<img src=x onerror=alert(1)>' });
  });
});
