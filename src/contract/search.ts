import { z } from 'zod';
import { endpoint } from './endpoint';
import { commaList } from './event';
import { text } from './text';

export const SearchKind = z.enum(['task', 'exception', 'flow', 'project', 'agent', 'runner']);
export type SearchKind = z.infer<typeof SearchKind>;

/** Something that was found, and where it is. */
export const SearchHit = z.object({
  kind: SearchKind,
  ref: z.string().describe('A ref, else a name'),
  title: z.string(),
  note: z.string().describe('How it stands, or where it belongs'),
  url: z.string().describe('A path of the page'),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const search = endpoint({
  name: 'search',
  summary:
    'Find tasks by their ref or words of theirs, what needs people, flows, projects, live agents and machines; the best of each kind first',
  method: 'GET',
  path: '/api/search',
  who: 'person',
  action: 'workspace:read',
  query: z.strictObject({
    q: text(200).default('').describe('Words, or the beginnings of words; without any, what changed last'),
    kind: z.preprocess(commaList, z.array(SearchKind).max(SearchKind.options.length)).optional(),
    limit: z.coerce.number().int().min(1).max(25).default(8).describe('Of each kind'),
  }),
  returns: z.array(SearchHit),
});
