import { z } from 'zod';
import { endpoint } from './endpoint';
import { id } from './ids';

/** What a machine tells of a history at most. */
export const HISTORY_MOST = { commits: 1_000, paths: 1_000, pairs: 3_000, bytes: 128 * 1024 } as const;

const count = z.number().int().min(1).max(HISTORY_MOST.commits);

/** How often files changed, and changed together, in the last commits of a branch; neither words nor people of them. */
export const History = z.object({
  /** The commit that the branch stood at. */
  tip: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  commits: z.number().int().min(0).max(HISTORY_MOST.commits).describe('How many were looked at'),
  paths: z.array(z.string().min(1).max(512)).max(HISTORY_MOST.paths),
  changes: z.array(count).max(HISTORY_MOST.paths).describe('How many commits changed each of them'),
  pairs: z
    .array(z.tuple([z.number().int().min(0), z.number().int().min(0), count]))
    .max(HISTORY_MOST.pairs)
    .describe('Two of them by their places, and how many commits changed both'),
});
export type History = z.infer<typeof History>;

/** Runner side. */
export const reportHistory = endpoint({
  name: 'reportHistory',
  summary:
    'Say which files of a project’s repository changed together; kept where its branch has moved since',
  method: 'PUT',
  path: '/api/runner/projects/:id/history',
  who: 'runner',
  params: z.strictObject({ id: id('proj') }),
  body: History.refine(
    ({ paths, changes, pairs }) =>
      changes.length === paths.length && pairs.every(([a, b]) => a < b && b < paths.length),
    'every pair names two of the paths, and each path has its count',
  ),
  maxBody: 512 * 1024,
  returns: z.object({ kept: z.boolean() }),
});
