import type { FlowFormat } from '@/contract/flow-calls';
import { AppError } from '@/lib/errors';
import { MOST_NESTING, nestsDeeper } from '@/lib/nests-deeper';
import { readTaskMaster } from './read-task-master';
import { readTomlSteps } from './read-toml-steps';

/** What was read: a document that is yet to be checked, and what a person should know of how it was read. */
export interface ReadFlow {
  format: FlowFormat;
  document: unknown;
  notes: string[];
}

/**
 * A flow out of text. `format` is found by what the text holds unless told: `nodes` make a flow.json (its first form and what
 * planners write, both taken as they are), `tasks` a task-master list, anything that is no JSON a TOML of steps.
 * `tag` picks one list of a tagged tasks.json. Throws BAD_REQUEST where it is none of these.
 */
export function readFlow({
  content,
  format,
  tag,
}: {
  content: string;
  format?: FlowFormat;
  tag?: string;
}): ReadFlow {
  const text = content.replace(/^\uFEFF/, '');
  const kind = format ?? guess(text);
  if (kind === 'toml-steps') return { format: kind, ...readTomlSteps(text) };
  const read = parse(text);
  if (kind === 'task-master') return { format: kind, ...readTaskMaster(read, tag) };
  return { format: 'flow-json', document: read, notes: [] };
}

function guess(text: string): FlowFormat {
  if (!/^\s*[[{"]/.test(text) || /^\s*\[\[?[\w.-]+\]/.test(text)) return 'toml-steps';
  const read = parse(text);
  const members = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  if (Array.isArray(members.nodes)) return 'flow-json';
  const lists = [members, ...Object.values(members)];
  const tasks = lists.some(
    (list) => typeof list === 'object' && list !== null && Array.isArray((list as { tasks?: unknown }).tasks),
  );
  return tasks ? 'task-master' : 'flow-json';
}

function parse(text: string): unknown {
  if (nestsDeeper(Buffer.from(text)))
    throw new AppError('BAD_REQUEST', `The text nests values more than ${MOST_NESTING} deep.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError(
      'BAD_REQUEST',
      `The text is not JSON: ${(error as Error).message.slice(0, 200)}. Give a flow.json, a tasks.json or a TOML file of steps.`,
    );
  }
}
