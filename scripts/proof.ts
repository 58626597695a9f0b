import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './enter/run.mjs';

/**
 * `npm run test:proof`: the suite `proof` with its whole corpus of cheats and honest work. Ends with how many of each there
 * were and how many were judged wrongly; with --json that is one line of JSON.
 */
const { values: flags } = parseArgs({ options: { json: { type: 'boolean' } } });
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
