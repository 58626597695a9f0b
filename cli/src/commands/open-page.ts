import { FlowRef } from '@/contract/flow-calls';
import { ExceptionRef, id, TaskRef } from '@/contract/ids';
import { openDashboard } from '../server/dashboard';
import { Failure } from '../terminal/failure';
import { openBrowser } from '../terminal/open-browser';
import { print, printJson } from '../terminal/say';
import type { OpenOptions } from './open';

/** What a ref may name, and where its page is. */
const PAGES = [
  { schema: TaskRef, path: (ref: string) => `/tasks/${ref}` },
  { schema: ExceptionRef, path: (ref: string) => `/exceptions?e=${ref}` },
  { schema: FlowRef, path: (ref: string) => `/flows/${ref}/edit` },
  { schema: id('run'), path: (ref: string) => `/flows/runs/${ref}` },
  { schema: id('agent'), path: (ref: string) => `/agents/${ref}` },
  { schema: id('runner'), path: (ref: string) => `/runners/${ref}` },
  { schema: id('proj'), path: (ref: string) => `/projects/${ref}` },
];

/** Prints the address of a page, and opens it in this machine's browser where there is one and it is wanted. */
export function openPage(given: string | undefined, options: OpenOptions): void {
  const path = given === undefined ? '/' : pathOf(given);
  const url = new URL(path, openDashboard(options).origin).href;
  const opened = options.browser && !options.json && openBrowser(url);
  if (options.json) printJson({ data: { url, opened } });
  else print(url);
}

function pathOf(given: string): string {
  const ref = given.includes('_') ? given : given.toUpperCase();
  const page = PAGES.find(({ schema }) => schema.safeParse(ref).success);
  if (page) return page.path(ref);
  throw new Failure(
    'REF_MALFORMED',
    `“${given}” has no page. Give a ref like TASK-142, EXC-17 or FLOW-4, or the id of an agent, a runner, a project or a run of a flow.`,
    'usage',
  );
}
