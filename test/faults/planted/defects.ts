import type { Defect } from './defect';
import { IN_SQL } from './in-sql';
import { ON_THE_RUNNER } from './on-the-runner';

/** All planted defects. */
export const DEFECTS: Defect[] = [...IN_SQL, ...ON_THE_RUNNER];
