import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLoader, type ParserMap } from 'nuqs/server';
import { describe, expect, test } from 'vitest';
import { agentParsers } from '@/components/agent/agents-url';
import { apiWords } from '@/components/api-docs/api-url';
import { eventFilterParsers } from '@/components/event/events-url';
import { exceptionParsers } from '@/components/exception/exceptions-url';
import { editorView } from '@/components/flow/editor-url';
import { flowFilterParsers } from '@/components/flow/flows-url';
import { runParsers } from '@/components/flow-run/run-url';
import { lockFilterParsers } from '@/components/lock/locks-url';
import { lineRange } from '@/components/log/log-url';
import { mergeFilterParsers } from '@/components/merge/merges-url';
import { auditParsers, settingsTab } from '@/components/settings/settings-url';
import { taskFilterParsers, taskViewParsers } from '@/components/task/task-filters-url';
import { taskPageParsers } from '@/components/task/task-url';
import { ENDPOINTS } from '@/contract/endpoints';

/** What a page reads from its address; keys that a page reads once, to begin with, stand as null. */
const READ: Record<string, Record<string, ParserMap[string] | null>> = {
  '/agents': agentParsers,
  '/docs/api': { q: apiWords },
  '/events': eventFilterParsers,
  '/exceptions': exceptionParsers,
  '/flows': flowFilterParsers,
  '/flows/*/edit': { view: editorView },
  '/flows/*/runs/*': runParsers,
  '/flows/runs/*': runParsers,
  '/locks': lockFilterParsers,
  '/merges': mergeFilterParsers,
  '/settings': { tab: settingsTab, ...auditParsers },
  '/sign-in': { error: null, next: null },
  '/tasks': { ...taskFilterParsers, ...taskViewParsers, find: null },
  '/tasks/*': { ...taskPageParsers, L: lineRange },
  '/tasks/new': { parent: null, project: null },
};

const filesOf = (folder: string, name: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file) && !file.startsWith('generated'))
    .map((file) => path.join(folder, file));

/** The addresses of all pages, as their folders say them: `/tasks/*`. */
const PAGES = filesOf('src/app', /(^|\/)page\.tsx$/).map((file) => {
  const folders = file.split('/').slice(2, -1);
  return `/${folders
    .filter((one) => !one.startsWith('('))
    .map((one) => one.replace(/^\[.*\]$/, '*'))
    .join('/')}`;
});
const ENDS = ENDPOINTS.map((endpoint) => endpoint.path.replaceAll(/:\w+/g, '*'));
const FIRST = new Set(PAGES.map((page) => page.split('/')[1]).filter(Boolean));

const partsOf = (address: string) => address.split('/').slice(1);
/** Whether an address with `*` for what is filled in can be one of a pattern's. */
const meets = (address: string, pattern: string): boolean => {
  const [asked, wanted] = [partsOf(address), partsOf(pattern)];
  return asked.length === wanted.length && wanted.every((part, nth) => part === '*' || part === asked[nth]);
};
/** The page that an address opens: of two that fit, the one that names more. */
const pageOf = (address: string): string | undefined =>
  PAGES.filter((page) => meets(address, page)).toSorted(
    (a, b) => a.split('*').length - b.split('*').length,
  )[0];

/** Why an address leads nowhere, or to a page that does not read what it says; null where all is well. */
function faultOf(address: string): string | null {
  const [whole = ''] = address.split('#');
  const [place = '', query = ''] = whole.split('?');
  if (/^\/(api\/|health$)/.test(place))
    return ENDS.some((end) => meets(place, end)) ? null : `no endpoint is at ${place}`;
  const page = pageOf(place);
  if (page === undefined) return `no page is at ${place}`;
  for (const [key, value] of new URLSearchParams(query)) {
    const parser = READ[page]?.[key];
    if (parser === undefined) return `${page} does not read ${key}`;
    if (parser === null || value.includes('*')) continue;
    const read = createLoader({ [key]: parser })(`?${key}=${value}`)[key];
    if ([read].flat().join(',') !== value) return `${page} does not know ${key}=${value}`;
  }
  return null;
}

/** A word in quotes that begins with a slash, or with something filled in and then a slash: an origin. What is before it says what it is for. */
const QUOTED = /([^\n'"`]*)(['"`])(?:\$\{[^{}]+\})?(\/(?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^'"`\s$])*)\2/g;
const IN_A_LINK = /(?:href|link|url)(?:=|: )\{?$|\b(?:push|replace|assign|redirect)\($/;

/** What a file has written down as addresses within the dashboard, with `*` for what is filled in. */
const addressesIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(QUOTED)].flatMap(([, before = '', , text = '']) => {
    const address = text.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '*');
    const first = address.split(/[/?#]/)[1] ?? '';
    return FIRST.has(first) || IN_A_LINK.test(before.trimStart()) ? [{ file, address }] : [];
  });

const WRITTEN = [
  'src/components',
  'src/app',
  'src/hooks',
  'src/domain',
  'src/services',
  'src/http',
  'src/lib',
  'src/api',
  'cli/src',
]
  .flatMap((folder) => filesOf(folder, /\.tsx?$/))
  .flatMap(addressesIn);

describe('addresses that are written down in the code', () => {
  test('lead to a page or an endpoint that is there, and say what it reads', () => {
    const faults = WRITTEN.flatMap(({ file, address }) => {
      const fault = faultOf(address);
      return fault ? [`${file} ${address}: ${fault}`] : [];
    });
    expect(faults).toEqual([]);
    expect(WRITTEN.length).toBeGreaterThan(100);
  });

  test('are told from those that lead nowhere', () => {
    expect(faultOf('/tasks/*?tab=log')).toBeNull();
    expect(faultOf('/settings/queue')).toBe('no page is at /settings/queue');
    expect(faultOf('/tasks/*?tab=logs')).toBe('/tasks/* does not know tab=logs');
    expect(faultOf('/tasks?state=QUEUED')).toBe('/tasks does not read state');
  });
});
