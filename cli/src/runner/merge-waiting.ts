import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import type { Result } from './result';

/** A merge agent that stands in line for its target branch. */
export interface Waiting {
  agent: LiveAgent;
  machine: Machine;
  repo: string;
  /** What it is merged into. */
  branch: string;
  /** The approved commit. */
  head: string;
  /** Rounds of its own in which the branch had moved when it was to be moved. */
  missed: number;
}

/** Takes a merge agent out of its line, with its result or with what broke. */
export type Leave = (waiting: Waiting, end: Result | Error) => void;

/** Tasks as people call them, in order: the first five of them. */
export function namesOf(line: Pick<Waiting, 'agent'>[]): string {
  const names = line.map(({ agent }) => agent.assignment.taskRef);
  if (names.length > 5) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');
}
