import { runMatrix } from './faults/run-matrix';
import { runPlanted } from './faults/run-planted';
import { npmCommand } from './npm-command';

/**
 * `npm run test:faults`: the whole table of faults, or the rows that --rows names (2,7). With --planted instead the
 * planted defects, or those that --only names, by name or layer.
 */
const flags = npmCommand(
  'npm run test:faults',
  'Brings about the faults of the table and audits what they leave.',
)
  .option('--rows <numbers>', 'only these rows, such as 2,7')
  .option('--planted', 'instead: the planted defects, each of which a test must find')
  .option('--only <names...>', 'with --planted: those of these names or layers')
  .parse()
  .opts<{ rows?: string; planted?: true; only?: string[] }>();
process.exit((flags.planted ? await runPlanted(flags.only) : await runMatrix(flags.rows)) ? 0 : 1);
