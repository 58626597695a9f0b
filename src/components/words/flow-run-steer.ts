import { countOf } from '../ui/format-count';

const atWork = (running: number, one: string, several: string) =>
  running === 0
    ? 'No agent is at work.'
    : `${countOf(running, 'node')} at work: ${running === 1 ? one : several}`;

/** The words of the dialogs that pause a run, abort it, or have a part of it begin once more. */
export const words = {
  note: 'Note',
  pause: {
    open: 'Pause',
    title: 'Pause this run',
    reach: (waiting: number, running: number) =>
      `${countOf(waiting, 'node that waits', 'nodes that wait')} will not begin. ${atWork(
        running,
        'its agents stand still at their next step and keep their files.',
        'their agents stand still at their next step and keep their files.',
      )} Nothing is lost, and it goes on when somebody resumes it.`,
    confirm: 'Pause run',
  },
  abort: {
    open: 'Abort',
    title: 'Abort this run',
    reach: (waiting: number, running: number) =>
      `${countOf(waiting, 'node that waits', 'nodes that wait')} will never begin. ${atWork(
        running,
        'its agents are told to stop and their file locks go.',
        'their agents are told to stop and their file locks go.',
      )} What has ended stays as it is. This cannot be undone.`,
    confirm: 'Abort run',
  },
  retry: {
    open: 'Retry from here',
    title: (node: string) => `Retry from ${node}`,
    reach:
      'It begins once more, and with it all that depends on it, each as a task of its own. Everything else stays as it ended. It is refused while any of them is at work.',
    confirm: 'Retry',
  },
};
