import { describe, expect, it } from 'vitest';
import { readCsvTasks } from '@/domain/tasks/read-csv-tasks';
import { readJsonTasks } from '@/domain/tasks/read-json-tasks';

describe('tasks in a table', () => {
  it('are read by their headings, however these are spelled', () => {
    const { entries, faults } = readCsvTasks(
      [
        'Key,Name,Issue Type,Risk_Level,Priority,Tags,Files,Blocked by,Parent,Requires review,Draft',
        'shop,"Rework the shop",Epic,,,,,,,,',
        'a,"Add a sum","Task",high,P0,"api; urgent","src/a.ts;docs/b, c.md",,shop,yes,',
        'b,Subtract,bug,LOW,3,,,"a, TASK-12;key:shop",TASK-9,no,TRUE',
      ].join('\r\n'),
    );
    expect(faults).toEqual([]);
    expect(entries.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(entries[0]!.draft).toMatchObject({ key: 'shop', type: 'epic', riskLevel: 'MEDIUM', priority: 2 });
    expect(entries[1]!.draft).toMatchObject({
      type: 'task',
      riskLevel: 'HIGH',
      priority: 0,
      labels: ['api', 'urgent'],
      filesHint: ['src/a.ts', 'docs/b, c.md'],
      parent: 'key:shop',
      requiresReview: true,
      draft: false,
    });
    expect(entries[2]!.draft).toMatchObject({
      type: 'bug',
      dependsOn: ['key:a', 'TASK-12', 'key:shop'],
      parent: 'TASK-9',
      draft: true,
    });
  });

  it.each([
    [';', 'as spreadsheets write where a comma stands in numbers'],
    ['\t', 'as they are copied out of one'],
  ])('may be separated by %j, %s', (by) => {
    const line = (...cells: string[]) => cells.join(by);
    const text = [line('title', 'labels', 'priority'), line('"One, two"', '"api;urgent"', '1')].join('\r\n');
    const { entries, faults } = readCsvTasks(text);
    expect(faults).toEqual([]);
    expect(entries[0]!.draft).toMatchObject({
      title: 'One, two',
      labels: ['api', 'urgent'],
      priority: 1,
    });
    expect(readCsvTasks(line('title', 'labels')).faults).toEqual([]);
  });

  it('name their line and column where something is wrong, all of them at once', () => {
    const { entries, faults } = readCsvTasks(
      'title,Priority,risk,draft\nGood,1,LOW,\n,7,HIGH,maybe\nShort,1\n',
    );
    expect(entries.map(({ draft }) => draft.title)).toEqual(['Good']);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [3, 'title'],
      [3, 'Priority'],
      [3, 'draft'],
      [4, null],
    ]);
    expect(faults.at(-1)!.message).toContain('has 2 cells where the heading line has 4');
    expect(faults.slice(0, 3).map(({ message }) => message)).toEqual([
      'must not be empty',
      'must be at most 4',
      'must be true or false',
    ]);
  });

  it.each([
    ['an unknown heading', 'title,colour\n', 'colour', 'is no field of a task'],
    ['two headings that mean the same', 'title,name\n', 'name', 'means the same as title'],
    ['no title', 'priority\n1', null, 'no column title'],
    ['nothing at all', '', null, 'no heading line'],
    ['no CSV', 'title\n"a', null, 'never closed'],
  ])('with %s are refused before a row is read', (_, text, column, message) => {
    const { entries, faults } = readCsvTasks(text);
    expect(entries).toEqual([]);
    expect(faults[0]).toMatchObject({ column, message: expect.stringContaining(message) });
  });
});

describe('tasks in JSON', () => {
  it('are read from an array, or from under tasks, each with the line it begins on', () => {
    const array =
      '[\n  {"title": "A [{, \\" ]"},\n  {\n    "title": "B",\n    "labels": ["x"]\n  }, {"title": "C"}]';
    expect(readJsonTasks(array).entries.map(({ line, draft }) => [line, draft.title])).toEqual([
      [2, 'A [{, " ]'],
      [3, 'B'],
      [6, 'C'],
    ]);
    expect(readJsonTasks(`\uFEFF${array}`).entries, 'with the mark that Windows writes').toHaveLength(3);
    const within = readJsonTasks(`{"tasks":\n${array}}`);
    expect(within.entries.map(({ line }) => line)).toEqual([3, 4, 7]);
  });

  it('name the line and the field where something is wrong', () => {
    const { entries, faults } = readJsonTasks('[{"title": "A"},\n{"title": "", "colour": 1},\n7]');
    expect(entries).toHaveLength(1);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 'title'],
      [2, 'colour'],
      [3, null],
    ]);
    expect(faults[0]!.message).toBe('must not be empty');
  });

  it.each(['{"a": 1}', '7', 'null', '"text"', '[1', '', '{"tasks": 1}', '{"tasks": [], "more": 1}'])(
    'are not in %s',
    (text) => {
      const { entries, faults } = readJsonTasks(text);
      expect(entries).toEqual([]);
      expect(faults).toHaveLength(1);
    },
  );
});

describe('a file of nothing but faults', () => {
  const quickly = (read: () => { faults: object[] }) => {
    const before = performance.now();
    const { faults } = read();
    expect(performance.now() - before).toBeLessThan(1_500);
    return faults.length;
  };
  it('is not read to its end, however long it is', () => {
    const zeros = Array(1_000_000).fill(0).join(',');
    expect(quickly(() => readJsonTasks(`[${zeros}]`))).toBe(500);
    expect(quickly(() => readCsvTasks(`title,priority\n${'a,9\n'.repeat(500_000)}`))).toBe(500);
  });

  it('has no more columns than a table of tasks', () => {
    const heading = `${'x,'.repeat(200_000)}${'title,'.repeat(200_000)}title`;
    expect(quickly(() => readCsvTasks(heading))).toBe(1);
  });
});
