import { parseArgs } from 'node:util';
import { runMatrix } from './faults/run-matrix';
import { runPlanted } from './faults/run-planted';

/**
 * `npm run test:faults`: the whole table of faults, or the rows that --rows names (2,7). With --planted instead the
 * planted defects, or those that --only names, by name or layer.
 */
const { values: flags } = parseArgs({
  options: {
    planted: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    rows: { type: 'string' },
  },
});
process.exit((flags.planted ? await runPlanted(flags.only) : await runMatrix(flags.rows)) ? 0 : 1);
