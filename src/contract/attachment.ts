import { z } from 'zod';
import { ATTACHMENT_MAX } from './attachment-limits';
import { endpoint } from './endpoint';
import { id, TaskRef, Timestamp } from './ids';
import { line } from './text';

const facts = {
  id: id('att'),
  name: z.string().describe('As its sender called it, without folders'),
  mediaType: z.string().describe('As its bytes say: a picture, PDF, text, or application/octet-stream'),
  size: z.number().int().describe('Bytes'),
  sha256: z.string().describe('Of its bytes, hexadecimal'),
};

/** A file that people gave to a task. Nobody changes it; its agents read it. */
export const Attachment = z.object({
  ...facts,
  taskId: id('task'),
  author: z
    .object({ id: id('user'), name: z.string() })
    .nullable()
    .describe('null where the account is gone'),
  createdAt: Timestamp,
});
export type Attachment = z.infer<typeof Attachment>;

/** An attachment as an agent is told of it. */
export const AttachedFile = z.object(facts);
export type AttachedFile = z.infer<typeof AttachedFile>;

const ofTask = z.strictObject({ id: TaskRef });
const params = z.strictObject({ id: id('att') });

export const listAttachments = endpoint({
  name: 'listAttachments',
  summary: 'The files that people gave to a task, oldest first',
  method: 'GET',
  path: '/api/tasks/:id/attachments',
  who: 'person',
  action: 'workspace:read',
  params: ofTask,
  returns: z.array(Attachment),
});
export const addAttachment = endpoint({
  name: 'addAttachment',
  counted: 'heavy',
  summary: `Give a file to a task: its bytes, ${ATTACHMENT_MAX / 1024 / 1024} MiB at most; the same file is there once`,
  method: 'POST',
  path: '/api/tasks/:id/attachments',
  who: 'person',
  action: 'task:write',
  status: 201,
  params: ofTask,
  query: z.strictObject({ name: line(200).describe('What the file is called') }),
  body: 'bytes',
  maxBody: ATTACHMENT_MAX,
  returns: Attachment,
});
export const downloadAttachment = endpoint({
  name: 'downloadAttachment',
  counted: 'heavy',
  summary: 'The bytes of a file that was given to a task',
  method: 'GET',
  path: '/api/attachments/:id',
  who: 'person',
  action: 'workspace:read',
  params,
  returns: z.instanceof(Uint8Array),
  answer: 'bytes',
});
export const deleteAttachment = endpoint({
  name: 'deleteAttachment',
  summary: 'Delete a file that was given to a task',
  method: 'DELETE',
  path: '/api/attachments/:id',
  who: 'person',
  action: 'task:write',
  params,
  returns: z.object({ id: id('att'), deleted: z.literal(true) }),
});

const ofAgent = z.strictObject({ id: id('agent') });

export const listAttachedFiles = endpoint({
  name: 'listAttachedFiles',
  summary:
    'The files that people gave to the agent’s task, and to what that does again, goes on from or is a part of',
  method: 'GET',
  path: '/api/runner/agents/:id/attachments',
  who: 'agent',
  params: ofAgent,
  returns: z.array(AttachedFile),
});
export const fetchAttachedFile = endpoint({
  name: 'fetchAttachedFile',
  summary: 'The bytes of one of them',
  method: 'GET',
  path: '/api/runner/agents/:id/attachments/:attachmentId',
  who: 'agent',
  params: ofAgent.extend({ attachmentId: id('att') }),
  returns: z.instanceof(Uint8Array),
  answer: 'bytes',
});
