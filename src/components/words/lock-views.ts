import { countOf } from '../ui/format-count';

/** The words of the views of file locks that are fetched when they are shown. */
export const words = {
  tree: {
    heldBy: 'held by {task}',
    wait: (n: number) => (n === 1 ? '1 task waits' : `${n} tasks wait`),
    release: 'Release',
  },
  matrix: {
    label: 'Paths by tasks',
    caption: 'Who holds each path, and who waits for it',
    path: 'Path',
    holds: 'holds',
    waits: 'waits',
  },
  timeline: {
    ago: (time: string) => `${time} ago`,
    now: 'now',
    toRead: 'to read',
    holds: (time: string) => `holds it for ${time}`,
    waits: (time: string) => `waits for ${time}`,
  },
  graph: {
    label: 'Who waits for whom',
    cycle: 'These tasks wait for one another',
    stuck: 'None of them goes on by itself.',
    beganLast: (ref: string) => `${ref} began last, so the least work waits for it again.`,
    release: (ref: string) => `Release what ${ref} holds`,
    waits: (path: string, more: number) => `waits for ${path}${more > 0 ? ` and ${more} more` : ''}`,
    holds: (n: number) => `holds ${countOf(n, 'path')}`,
  },
};
