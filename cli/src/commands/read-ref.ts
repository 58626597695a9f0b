import { ExceptionRef, id, TaskRef } from '@/contract/ids';
import { Failure } from '../terminal/failure';

/** A task as a person typed it: `TASK-142`, in any case, or its id. Throws a Failure. */
export const readTaskRef = (given: string): string =>
  read(
    TaskRef,
    upper(given),
    `“${given}” is no task. Give a ref like TASK-142; agent-orchestrator tasks lists them.`,
  );

/** An exception as a person typed it: `EXC-17`, in any case, or its id. Throws a Failure. */
export const readExceptionRef = (given: string): string =>
  read(
    ExceptionRef,
    upper(given),
    `“${given}” is no exception. Give a ref like EXC-17; agent-orchestrator exceptions lists them.`,
  );

/** Whether a word is meant as an agent's id. */
export const isAgentId = (given: string): boolean => given.startsWith('agent_');

/** An agent's id. Throws a Failure. */
export const readAgentId = (given: string): string =>
  read(
    id('agent'),
    given,
    `“${given}” is no agent. Give an id like agent_0198c0de…; agent-orchestrator tasks show names them.`,
  );

const upper = (given: string) => (given.includes('_') ? given : given.toUpperCase());

function read(
  schema: { safeParse(value: unknown): { success: boolean } },
  value: string,
  sentence: string,
): string {
  if (schema.safeParse(value).success) return value;
  throw new Failure('REF_MALFORMED', sentence, 'usage');
}
