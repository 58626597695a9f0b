import type { Resolution } from '@/contract/task';
import { countOf } from '../ui/format-count';
import { you } from './you';

const resolutions: Record<Resolution, { word: string; meaning: string }> = {
  duplicate: { word: 'Duplicate', meaning: 'Another task says the same.' },
  invalid: { word: 'Not valid', meaning: 'It rests on a mistake, or cannot be done.' },
  already_resolved: { word: 'Done already', meaning: 'What it asks for is there.' },
  wont_fix: { word: 'Not wanted', meaning: 'It could be done, and shall not be.' },
};

/** The words of what stands on the page of a task: whose it is, what happened, what was kept, what it cost. */
export const words = {
  /** In the order in which they are offered. */
  resolutions,
  assignee: {
    label: 'Assignee',
    none: 'Unassigned',
    you,
    given: (ref: string, name: string) => `${ref} is ${name}’s`,
    free: (ref: string) => `${ref} is unassigned`,
  },
  activity: {
    title: 'What happened',
    none: 'Nothing has happened yet',
    last: 'Only the last 100 events are shown.',
    by: (actor: string) => `by ${actor}`,
    after: (time: string) => `after ${time}`,
  },
  kept: {
    title: 'Unfinished work',
    asked: 'Asked the runner to make a branch',
    notAsked: 'It was not asked for',
    line: (attempt: number, files: number) =>
      `Attempt ${attempt}: ${countOf(files, 'file')} kept on {runner} {time}`,
    there: 'On that machine: {command}',
    copy: 'Copy the command',
    recover: 'Recover work',
    ofAttempt: (n: number) => `of attempt ${n}`,
    states: {
      kept: 'Nothing is overwritten: it becomes a branch of its own.',
      requested: (runner: string) => `Asked ${runner} to make a branch of it; it does once it is online.`,
      recovered: (branch: string | null) => `It is on branch ${branch}.`,
      failed: (note: string | null) => `It could not be recovered: ${note ?? 'no reason was given'}`,
    },
  },
  cost: {
    none: 'Nothing spent yet',
    later: 'Costs appear while the first agent works.',
    noBudget: 'No budget is set for this task.',
    budget: (money: string) => `of a budget of ${money}`,
    estimated: 'Agents on a subscription are not billed by token: their part is estimated.',
    byAgent: 'By agent',
    table: 'Usage by agent',
    agent: 'Agent',
    model: 'Model',
    columns: ['Turns', 'Input', 'Output', 'Cache read', 'Cache write', 'Cost'],
  },
};
