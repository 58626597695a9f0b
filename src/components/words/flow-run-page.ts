import { countOf } from '../ui/format-count';

/** The words of the view of a run: its head, what waits, the replay and the chart of times. */
export const words = {
  unread: 'The run could not be read',
  stepsUnread: 'The steps could not be read',
  view: 'View',
  gates: {
    title: 'Waits for you',
    told: '{node} waits for you: the run goes on behind it once it is approved.',
    more: (n: number) => `and ${countOf(n, 'more node')}`,
  },
  head: {
    version: (n: number) => `version ${n}`,
    began: 'began {ago}',
    note: '“{note}”',
    resume: 'Resume',
    again: 'Run again',
    notResumed: 'The run was not resumed',
    notBegun: 'No other run was begun',
    ended: 'Nodes that have ended',
    nodes: (ended: number, of: number) => `${ended} of ${of} nodes`,
    inAll: '{time} in all',
    untilNow: '{time} until now',
    noHistory: 'no history yet to tell how long it takes',
    by: 'By what tasks of these roles took before',
    upTo: (high: string) => `up to ${high} left`,
    about: (low: string, high: string) => `about ${low} to ${high} left`,
  },
  replay: {
    play: 'Replay the run',
    stop: 'Stop the replay',
    moment: 'Moment',
    after: (time: string) => `${time} after the first step began`,
    ended: 'as it ended',
    at: (time: string, all: string) => `${time} of ${all}`,
  },
  gantt: { title: 'When each node was at work', none: 'Nothing has begun yet.' },
};
