import { countOf } from '../ui/format-count';

/** The words by which the reference of the API is narrowed. */
export const words = {
  filter: 'Filter operations',
  count: (n: number) => countOf(n, 'operation'),
};
