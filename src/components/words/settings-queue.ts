import { countOf } from '../ui/format-count';

/** The words of the settings of the queue. */
export const words = {
  limits: {
    title: 'Limits',
    stopOnFailure: 'Pause the queue when a task fails for good',
    atOnce: 'Agents at work at once',
    now: (agents: number) =>
      agents === 0
        ? 'In the whole workspace. None is at work now.'
        : `In the whole workspace. Now ${countOf(agents, 'agent')} at work; a lower limit lets them finish.`,
    byRole: 'Agents at work by role',
    of: (role: string) => `Limit for ${role}`,
  },
  pause: {
    title: 'Pause',
    isPaused: 'The queue is paused',
    goesOn: 'The queue goes on',
    paused: 'Paused',
    open: 'Hands out tasks',
    none: 'No runner is handed a task.',
    noteSays: 'The note says: {note}',
    resume: 'Resume queue',
    note: 'Note',
    noteHint: 'Everyone sees it while the queue is paused. Agents at work go on to their end.',
    example: 'Deploy freeze until Monday',
    pause: 'Pause queue',
  },
  stall: {
    title: 'Silent agents and failed tasks',
    minutes: 'minutes',
    quiet: 'Look at a silent agent after',
    quietHint: 'Its process is looked at; one that is healthy is left alone.',
    model: 'An agent may think for',
    modelHint: 'So long an open request to the model counts as healthy.',
    tool: 'A tool may print nothing for',
    toolHint: 'So long a running tool, such as a test suite, counts as healthy.',
    step: 'Time for each step',
    stepHint: 'Nudge, interrupt, resume, then a person is asked.',
    alike: 'A person is asked after',
    alikeHint: 'Failures of one task that look alike.',
    failures: 'failures',
    backOff: 'Longest pause before a retry',
    backOffHint: 'Pauses double with each failure up to this.',
  },
  next: {
    title: 'Next to start',
    empty: 'The queue is empty',
    create: 'Create a task',
  },
};
