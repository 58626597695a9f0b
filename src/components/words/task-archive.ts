import { countOf } from '../ui/format-count';

const tasks = (refs: string[]) => (refs.length === 1 ? refs[0] : countOf(refs.length, 'task'));

/** The words of archiving tasks. */
export const words = {
  archived: (refs: string[]) => `${tasks(refs)} archived`,
  back: (refs: string[]) => `${tasks(refs)} back in the lists`,
};
