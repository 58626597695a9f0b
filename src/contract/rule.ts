import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { ListQuery } from './list';

/** What a person said for good to a question or a permission request of one project. */
export const Rule = z.object({
  id: id('rule'),
  projectId: id('proj'),
  projectName: z.string(),
  tool: z.string(),
  input: z
    .string()
    .describe('The whole input that was asked about; with prefix the first words of a command'),
  prefix: z.boolean().describe('Whether commands are meant that begin with these words, plain words behind'),
  option: z.string().nullable(),
  text: z.string().nullable(),
  exceptionRef: z.string().describe('Where it was said'),
  createdBy: z.string().nullable().describe('The name of who said it; null: somebody who left'),
  createdAt: Timestamp,
  used: z.number().int(),
  lastUsedAt: Timestamp.nullable(),
});
export type Rule = z.infer<typeof Rule>;

export const listRules = endpoint({
  name: 'listRules',
  summary: 'List the answers that were made rules, newest first',
  method: 'GET',
  path: '/api/rules',
  who: 'person',
  action: 'workspace:read',
  query: ListQuery.extend({ projectId: id('proj').optional() }),
  returns: Rule,
  answer: 'list',
});
export const removeRule = endpoint({
  name: 'removeRule',
  summary: 'Remove a rule: the next same question comes to a person again',
  method: 'DELETE',
  path: '/api/rules/:id',
  who: 'person',
  action: 'exception:resolve',
  params: z.strictObject({ id: id('rule') }),
  returns: z.object({ id: id('rule'), removed: z.literal(true) }),
});
