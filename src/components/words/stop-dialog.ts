import { countOf } from '../ui/format-count';

/** The words of the dialog that stops work. */
export const words = {
  stopped: (what: string) => `Stopped: ${what}`,
  ended: (agents: number) =>
    `${countOf(agents, 'agent')} ${agents === 1 ? 'ends' : 'end'} within seconds; what they wrote is kept.`,
  ask: (what: string) => `Stop ${what}?`,
  confirm: (what: string) => `Stop ${what}`,
  keep: 'Let it run',
  what: 'What to stop',
  why: 'Why',
  keptOfTask: 'Kept in the events of the task.',
  shownAndKept: 'Shown to everyone, and kept in the events.',
  until: {
    workspace: 'No agent begins anywhere until someone starts it again.',
    project: 'No agent begins on it until someone starts it again.',
    runner: 'It is handed no task until someone starts it again.',
    flow: 'No step of it begins until someone starts it again.',
    task: 'No agent begins on it or its sub-tasks until someone starts it again.',
  },
  atWork: (agents: number) =>
    agents === 0
      ? 'No agent is at work there now.'
      : `${countOf(agents, 'agent')} at work ${agents === 1 ? 'is' : 'are'} ended; what they wrote is kept, and their tasks go back to the queue at no cost of an attempt:`,
  agent: '{ref} {title} on {runner}',
  merging: (refs: string) => `A merge is never cut off half way: ${refs} comes to its end.`,
  waiting: (n: number) => `${countOf(n, 'waiting task stays', 'waiting tasks stay')} in the queue.`,
};
