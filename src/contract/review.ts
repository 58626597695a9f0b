import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { text } from './text';

/** old: the line as it stood before the work. new: as the commit has it. */
export const Side = z.enum(['old', 'new']);
export type Side = z.infer<typeof Side>;

/** How many drafts one person may have on a task. */
export const MOST_DRAFTS = 50;

/** What a reviewer says of one line, and what became of it. */
export const ReviewComment = z.object({
  id: id('cmt'),
  taskId: id('task'),
  headSha: z.string().describe('The commit that was reviewed'),
  path: z.string(),
  side: Side,
  line: z.number().int(),
  lineText: z.string(),
  text: z.string(),
  state: z.enum(['draft', 'sent']).describe('A draft is seen by its author alone'),
  became: z
    .enum(['unchanged', 'changed'])
    .nullable()
    .describe('How the line stands in the newest commit; null where that is the one that was reviewed'),
  newLines: z.array(z.string()).describe('What stands in its place'),
  answer: z.string().nullable().describe('What the agent of the newest commit said to it'),
  createdAt: Timestamp,
  sentAt: Timestamp.nullable(),
});
export type ReviewComment = z.infer<typeof ReviewComment>;

const params = z.strictObject({ id: TaskRef });
const Sha = z.string().regex(/^[0-9a-f]{40,64}$/);

export const listReviewComments = endpoint({
  name: 'listReviewComments',
  summary: 'What reviewers said of lines, your own drafts among it, and what became of each, oldest first',
  method: 'GET',
  path: '/api/tasks/:id/comments',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: z.array(ReviewComment),
});
export const addReviewComment = endpoint({
  name: 'addReviewComment',
  summary: 'Comment on a line of a reviewed commit; a draft until changes are requested',
  method: 'POST',
  path: '/api/tasks/:id/comments',
  who: 'person',
  action: 'task:review',
  status: 201,
  params,
  body: z.strictObject({
    headSha: Sha,
    path: z.string().min(1).max(512),
    side: Side.default('new'),
    line: z.number().int().min(1).max(10_000_000),
    text: text(1000).refine((said) => said.trim() !== '', 'must say something'),
  }),
  returns: ReviewComment,
});
export const deleteReviewComment = endpoint({
  name: 'deleteReviewComment',
  summary: 'Take back a draft of your own',
  method: 'DELETE',
  path: '/api/comments/:id',
  who: 'person',
  action: 'task:review',
  params: z.strictObject({ id: id('cmt') }),
  returns: z.object({ id: id('cmt'), deleted: z.literal(true) }),
});

/** How far the commit in review is approved; who must approve it is a matter of the task’s risk. */
export const Approvals = z.object({
  headSha: z.string().nullable(),
  needed: z.number().int().describe('How many people must approve this commit'),
  given: z.number().int(),
  sentence: z.string(),
  refusal: z.string().nullable().describe('Why your approval would not count; null where it does'),
});
export type Approvals = z.infer<typeof Approvals>;

export const getApprovals = endpoint({
  name: 'getApprovals',
  summary: 'Who must approve the commit in review, and how far that has come',
  method: 'GET',
  path: '/api/tasks/:id/approvals',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: Approvals,
});

/** What of a commit you have looked at: a file, or a hunk, whose changes are others since is not among it. */
export const Viewed = z.object({
  headSha: z.string().nullable(),
  paths: z.array(z.string()).describe('Files, as a whole or hunk by hunk'),
  hunks: z
    .array(z.object({ path: z.string(), hunk: z.number().int() }))
    .describe('0 is the first of its file'),
});
export type Viewed = z.infer<typeof Viewed>;

export const getViewed = endpoint({
  name: 'getViewed',
  summary:
    'Which changed files and hunks you have looked at, as the newest commit has them or the one that is named',
  method: 'GET',
  path: '/api/tasks/:id/viewed',
  who: 'person',
  action: 'workspace:read',
  params,
  query: z.strictObject({ headSha: Sha.optional() }),
  returns: Viewed,
});
export const setViewed = endpoint({
  name: 'setViewed',
  summary: 'Note that you have looked at a changed file or one of its hunks, or that you have not',
  method: 'PUT',
  path: '/api/tasks/:id/viewed',
  who: 'person',
  action: 'task:review',
  params,
  body: z.strictObject({
    headSha: Sha,
    path: z.string().min(1).max(512),
    hunk: z.number().int().min(0).max(100_000).optional().describe('0 is the first; absent: the whole file'),
    viewed: z.boolean(),
  }),
  returns: Viewed,
});
