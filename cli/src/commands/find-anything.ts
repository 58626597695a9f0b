import { search } from '@/contract/search';
import { openDashboard } from '../server/dashboard';
import { print, printJson } from '../terminal/say';
import { printTable } from '../terminal/table';
import type { FindOptions } from './find';

/** Prints what is found by some words, with the path of its page. */
export async function findAnything(words: string, options: FindOptions): Promise<void> {
  const query = { q: words, kind: options.kind, limit: options.limit };
  const hits = await openDashboard(options).call(search, { query });
  if (options.json) return printJson({ data: hits });
  if (hits.length === 0) return print('Nothing is called that.');
  printTable(
    ['KIND', 'WHICH', 'TITLE', 'NOTE', 'PAGE'],
    hits.map(({ kind, ref, title, note, url }) => [kind, ref, title, note, url]),
  );
}
