import { z } from 'zod';
import { endpoint } from './endpoint';
import { id, Timestamp } from './ids';
import { line, text } from './text';

/** Characters of JSON that a hook may tell besides. */
export const HOOK_DATA_MAX = 16_000;

export const HookKind = z.enum(['agent-complete', 'file-changed', 'agent-error', 'checkpoint']);
export type HookKind = z.infer<typeof HookKind>;

export const NodeId = line(200).describe('A node of a flow, or a task by its id or ref');

/** What a hook has told of a node. */
export const HookCall = z.object({
  nodeId: z.string(),
  kind: HookKind,
  status: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  source: z
    .enum(['hook', 'runner'])
    .describe('runner: told by a connected machine itself, which needs no hooks'),
  actor: z.string(),
  createdAt: Timestamp,
});
export type HookCall = z.infer<typeof HookCall>;

const told = {
  nodeId: NodeId,
  projectId: id('proj').optional().describe('The project it is about, where the node is no task'),
  sessionId: line(100).optional().describe('The engine’s own name of its session'),
};
const Data = z
  .record(z.string(), z.unknown())
  .refine(
    (data) => JSON.stringify(data).length <= HOOK_DATA_MAX,
    `must be ${HOOK_DATA_MAX} characters at most`,
  );
const telling = {
  method: 'POST',
  who: 'person',
  action: 'hook:write',
  status: 201,
  returns: HookCall,
} as const;

export const agentComplete = endpoint({
  name: 'agentComplete',
  summary: 'A hook: the agent of a node has finished',
  path: '/api/agent-complete',
  ...telling,
  body: z.strictObject({
    ...told,
    status: line(40).default('completed'),
    message: text(10_000).optional().describe('Its last words'),
  }),
});
export const fileChanged = endpoint({
  name: 'fileChanged',
  summary: 'A hook: the agent of a node has written files',
  path: '/api/file-changed',
  ...telling,
  body: z.strictObject({
    ...told,
    files: z.array(line(1000)).min(1).max(200),
    tool: line(100).optional(),
  }),
});
export const agentError = endpoint({
  name: 'agentError',
  summary: 'A hook: the agent of a node has failed',
  path: '/api/agent-error',
  ...telling,
  body: z.strictObject({ ...told, error: text(10_000) }),
});
/** A saved point of a node; a task whose retries are used up waits at a checkpoint of another kind (`/api/checkpoints`). */
export const hookCheckpoint = endpoint({
  name: 'hookCheckpoint',
  summary: 'A hook: the agent of a node has come to a point worth keeping',
  path: '/api/checkpoint',
  ...telling,
  body: z.strictObject({ ...told, name: line(200).optional(), data: Data.default({}) }),
});
export const getHookHistory = endpoint({
  name: 'getHookHistory',
  summary: 'What hooks have told of a node, newest first; the last two hundred of each node are kept',
  method: 'GET',
  path: '/api/hook-history/:nodeId',
  who: 'person',
  action: 'workspace:read',
  params: z.strictObject({ nodeId: NodeId }),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
  returns: z.array(HookCall),
});
