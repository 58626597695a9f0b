import { z } from 'zod';

/** Kinds of things with an id of their own on the wire: `task_0198c0de...` (a uuid v7 without dashes). */
export const ID_PREFIXES = [
  'ws',
  'user',
  'proj',
  'task',
  'agent',
  'runner',
  'enr',
  'lock',
  'exc',
  'check',
  'msg',
  'cmt',
  'pat',
  'inv',
  'sess',
  'rule',
  'flow',
  'run',
  'node',
  'note',
  'push',
  'remark',
  'att',
  'tmpl',
  'view',
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];

/** A wire id of one kind. Accepts only the canonical form. */
export const id = <P extends IdPrefix>(prefix: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `must be an id like ${prefix}_0198c0de…`)
    .describe(`${prefix}_ and 32 hexadecimal digits`);

/** A task as people name it in a path: its id or its short ref. */
export const TaskRef = z
  .string()
  .regex(/^(task_[0-9a-f]{32}|TASK-[1-9][0-9]{0,8})$/, 'must be a task id or a ref like TASK-142');
export const ExceptionRef = z
  .string()
  .regex(/^(exc_[0-9a-f]{32}|EXC-[1-9][0-9]{0,8})$/, 'must be an exception id or a ref like EXC-17');

export const Timestamp = z.iso.datetime().describe('ISO 8601, UTC');
