import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createLoader, createSerializer, type ParserMap } from 'nuqs/server';
import { describe, expect, test } from 'vitest';
import { agentParsers, agentsOf } from '@/components/agent/agents-url';
import { apiWords } from '@/components/api-docs/api-url';
import { attemptParsers } from '@/components/attempt/attempts-url';
import { diffLayout, onlyCommented } from '@/components/diff/diff-url';
import { eventFilterParsers, eventsOf } from '@/components/event/events-url';
import { exceptionParsers, exceptionsOf } from '@/components/exception/exceptions-url';
import { editorNode, editorView } from '@/components/flow/editor-url';
import { flowFilterParsers, flowsOf } from '@/components/flow/flows-url';
import { runParsers } from '@/components/flow-run/run-url';
import { lockFilterParsers, locksOf } from '@/components/lock/locks-url';
import { lineRange, logSearch } from '@/components/log/log-url';
import { linesOf, mergeFilterParsers } from '@/components/merge/merges-url';
import { auditParsers, settingsTab } from '@/components/settings/settings-url';
import { endedTasks, pressingTasks, waitingTasks } from '@/components/task/list-asks';
import { taskFilterParsers, taskPeekParsers, taskViewParsers } from '@/components/task/task-filters-url';
import { taskPageParsers } from '@/components/task/task-url';
import { usageOf, usageParsers } from '@/components/usage/usage-url';
import { listAgents } from '@/contract/agent';
import { listEvents } from '@/contract/event';
import { listExceptions } from '@/contract/exception';
import { listFlows } from '@/contract/flow-calls';
import { listLocks } from '@/contract/lock';
import { listMerges } from '@/contract/merge';
import { listTasks } from '@/contract/task-calls';
import { TaskViewShows } from '@/contract/task-view';
import { getUsage } from '@/contract/usage';

/** Every page that keeps what it shows in its address. */
const PAGES: Record<string, ParserMap> = {
  agents: agentParsers,
  api: { q: apiWords },
  attempts: attemptParsers,
  changes: { diff: diffLayout, commented: onlyCommented },
  events: eventFilterParsers,
  exceptions: exceptionParsers,
  editor: { view: editorView, node: editorNode },
  flows: flowFilterParsers,
  run: runParsers,
  locks: lockFilterParsers,
  log: { L: lineRange, find: logSearch },
  merges: mergeFilterParsers,
  settings: { tab: settingsTab, ...auditParsers },
  task: taskPageParsers,
  tasks: { ...taskFilterParsers, ...taskViewParsers },
  'task beside the list': taskPeekParsers,
  usage: usageParsers,
};
const everyFile = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));

/** Words that some page knows, taken from the pages' own files: what is typed into an address by hand is near to them. */
const KNOWN = everyFile('src/components')
  .filter((file) => file.endsWith('-url.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([\w ]{1,20})'/g)].map(([, word]) => word!));
const word = fc.oneof(
  fc.constantFrom(
    ...KNOWN,
    'QUEUED',
    'HIGH',
    'bug',
    'running',
    'me',
    `proj_${'0a'.repeat(16)}`,
    '%',
    '\u0000',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.bigInt().map(String),
  fc.double().map(String),
);
const value = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((words) => words.join(',')),
);
/** An address with garbage under each of a page's keys, some twice, and under one that it does not know. */
const addressOf = (keys: string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys, '__proto__', 'nothing'), value), { maxLength: 12 })
    .map((pairs) => new URLSearchParams(pairs.map(([key, text]) => [key, text])));
const statesOf = (parsers: ParserMap) => {
  const load = createLoader(parsers);
  return addressOf(Object.keys(parsers)).map((address) => load(address));
};

describe.each(Object.entries(PAGES))('the address of %s', (_, parsers) => {
  const load = createLoader(parsers);
  const serialize = createSerializer(parsers);

  test('is read whatever stands in it, and shows the same again when it is reloaded', () => {
    fc.assert(
      fc.property(statesOf(parsers), (state) => {
        expect(load(new URL(serialize('/page', state), 'http://page').search)).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever stands in an address, the API takes what the page then asks', () => {
  const asks = <T>(
    parsers: ParserMap,
    query: { safeParse(value: unknown): { success: boolean } },
    ...of: ((state: T) => object)[]
  ) =>
    fc.assert(
      fc.property(statesOf(parsers), (state) => {
        for (const ask of of) {
          const given = Object.fromEntries(
            Object.entries(ask(state as T)).flatMap(([name, one]) =>
              one === undefined ? [] : [[name, String(one)]],
            ),
          );
          expect(query.safeParse(given), JSON.stringify(given)).toMatchObject({ success: true });
        }
      }),
      { numRuns: 300 },
    );
  test('of tasks', () => asks(PAGES.tasks!, listTasks.query!, pressingTasks, waitingTasks, endedTasks));
  test('of agents', () => asks(PAGES.agents!, listAgents.query!, agentsOf));
  test('of events', () => asks(PAGES.events!, listEvents.query!, eventsOf));
  test('of exceptions', () => asks(PAGES.exceptions!, listExceptions.query!, exceptionsOf));
  test('of flows', () => asks(PAGES.flows!, listFlows.query!, flowsOf));
  test('of locks', () => asks(PAGES.locks!, listLocks.query!, locksOf));
  test('of merges', () => asks(PAGES.merges!, listMerges.query!, linesOf));
  test('of usage', () => asks(PAGES.usage!, getUsage.query!, usageOf));
});

test('a saved view keeps all that the address of the task list says', () => {
  expect(Object.keys(TaskViewShows.shape).sort()).toEqual(Object.keys(PAGES.tasks!).sort());
});

test('what pages read from addresses stands in files that this test knows', () => {
  const reads = everyFile('src/components')
    .concat(everyFile('src/app'))
    .filter((file) => /\bparseAs[A-Z]|\bcountInAddress\./.test(readFileSync(file, 'utf8')));
  expect(reads.filter((file) => !file.endsWith('-url.ts'))).toEqual([]);
  const own = readFileSync('test/unit/pages/urls.test.ts', 'utf8');
  const unknown = reads.filter((file) => !own.includes(`'@/${file.slice('src/'.length, -'.ts'.length)}'`));
  expect(unknown).toEqual([]);
});
