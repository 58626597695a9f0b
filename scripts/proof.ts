import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './enter/run.mjs';
import { npmCommand } from './npm-command';

/**
 * `npm run test:proof`: the suite `proof` with its whole corpus of cheats and honest work. Ends with how many of each there
 * were and how many were judged wrongly; with --json that is one line of JSON.
 */
const flags = npmCommand('npm run test:proof', 'Judges the whole corpus of cheats and honest works.')
  .option('--json', 'its counts as one line of JSON')
  .parse()
  .opts<{ json?: true }>();
const counted = path.resolve('.data/reports/corpus.json');
rmSync(counted, { force: true });
const code = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'proof'], {
  ...process.env,
  PROOF_WHOLE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
});
const counts = existsSync(counted)
  ? (JSON.parse(readFileSync(counted, 'utf8')) as Record<string, number>)
  : { cheats: 0, cheatsGreen: 0, honest: 0, honestRed: 0 };
console.log(
  flags.json
    ? JSON.stringify(counts)
    : `${counts.cheats} cheats, ${counts.cheatsGreen} of them green; ${counts.honest} honest, ${counts.honestRed} of them red`,
);
process.exit(code);
