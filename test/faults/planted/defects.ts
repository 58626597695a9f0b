import type { Defect } from './defect';
import { IN_SQL } from './in-sql';
import { IN_THE_CORES } from './in-the-cores';
import { IN_THE_SERVER } from './in-the-server';
import { ON_THE_RUNNER } from './on-the-runner';

/** All planted defects. */
export const DEFECTS: Defect[] = [...IN_SQL, ...IN_THE_CORES, ...IN_THE_SERVER, ...ON_THE_RUNNER];
