import { countOf } from '../ui/format-count';

const orNone = (n: number) => (n > 0 ? n : '');

/** The words of what is done with all picked tasks at once. */
export const words = {
  picked: 'Picked tasks',
  changed: (n: number) => `${countOf(n, 'task')} changed`,
  progress: (done: number, of: number) => `${done} of ${of} …`,
  count: (n: number) => `${n} picked`,
  queue: (n: number) => `Queue ${orNone(n)}`,
  retry: (n: number) => `Retry ${orNone(n)}`,
  archive: (n: number) => `Archive ${orNone(n)}`,
  cancel: (n: number) => `Cancel ${orNone(n)}`,
  pickNothing: 'Pick nothing',
  ask: (n: number) => `Cancel ${countOf(n, 'task')}?`,
  consequence:
    'Agents that work on them are told to stop. What they committed stays on their branches; the file locks are released. A cancelled task cannot be queued again.',
  keep: 'Keep tasks',
  cancelAll: (n: number) => `Cancel ${countOf(n, 'task')}`,
};
