import { fromWireId } from './ids';

/** What a person wrote for a task, an exception or a flow, as the filter that finds it. */
export type ByRef = { id: string } | { number: number };

/** `task_…`, `exc_…` and `flow_…` as `{id}` (a database uuid); `TASK-142`, `EXC-17` and `FLOW-4` as `{number}`. The contract has checked the form. */
export function byRef(prefix: 'task' | 'exc' | 'flow', ref: string): ByRef {
  return ref.startsWith(`${prefix}_`)
    ? { id: fromWireId(prefix, ref) }
    : { number: Number(ref.slice(ref.indexOf('-') + 1)) };
}

export const taskRef = (number: number): string => `TASK-${number}`;
export const exceptionRef = (number: number): string => `EXC-${number}`;
export const flowRef = (number: number): string => `FLOW-${number}`;
