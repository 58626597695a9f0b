import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { removeEmbedded } from '@/server/embedded/remove-embedded';
import { freePort } from '../test/support/free-port';
import { run } from './enter/run.mjs';
import { type Counts, countResults, NOTHING } from './test/count-results';

/** `npm test [suite ...]`: runs the suites and says how long they took; ends with one line that sums them up. */
const BROWSERS = ['e2e', 'a11y'];
/** Those of a line run together: where one waits for a process, another one works. */
const TOGETHER = [['unit'], ['proof', 'faults', 'cli', 'db'], BROWSERS];
const ALL = TOGETHER.flat();
/** Run by name only, the suite `db` once more: through a pgbouncer in transaction mode, on the oldest PostgreSQL. */
const OTHERWISE: Record<string, Record<string, string>> = {
  pooler: { TEST_POOLER: '1' },
  oldest: { TEST_OLDEST: '1' },
};
const NAMED_ONLY = Object.keys(OTHERWISE);

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => ![...ALL, ...NAMED_ONLY].includes(name));
if (unknown) {
  console.error(`There is no suite "${unknown}". There are: ${[...ALL, ...NAMED_ONLY].join(', ')}.`);
  process.exit(2);
}
const reports = path.resolve('.data/reports');
mkdirSync(reports, { recursive: true });
process.env.NEXT_TELEMETRY_DISABLED = '1';
// Among all suites the longest one runs in its short form.
if (wanted.length === 0) process.env.A11Y_SHORT = '1';

const results = new Map<string, Counts>();
const times: { suites: string; seconds: number }[] = [];
for (const group of [...TOGETHER, ...NAMED_ONLY.map((name) => [name])]) {
  const suites = group.filter((name) => (wanted.length ? wanted.includes(name) : !(name in OTHERWISE)));
  if (suites.length === 0) continue;
  const named = suites.join(', ');
  const report = path.join(reports, `${suites.join('-')}.json`);
  rmSync(report, { force: true });
  console.log(`\n--- ${named}`);
  const began = Date.now();
  const code = await (group === BROWSERS ? playwright : vitest)(suites, report);
  times.push({ suites: named, seconds: Math.round((Date.now() - began) / 1000) });
  const counted = existsSync(report)
    ? countResults(JSON.parse(readFileSync(report, 'utf8')))
    : new Map<string, Counts>();
  for (const suite of suites) results.set(suite, counted.get(projectOf(suite)) ?? NOTHING());
  // What ends badly without a failed test (nothing found, a crash, an error outside of all tests) is one failure.
  if (code !== 0 && suites.every((suite) => results.get(suite)?.failed === 0)) {
    const first = results.get(suites[0] ?? '');
    if (first) first.failed = 1;
    first?.failures.push(`${named} ended badly outside of their tests; see the output above.`);
  }
}

console.log('\n');
for (const [suite, { passed, failed, skipped }] of results) {
  const marks = `${failed ? `, ${failed} FAILED` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`${suite.padEnd(8)} ${String(passed).padStart(5)} passed${marks}`);
}
// Last, so that whoever sees only the end of a long output knows what to look at.
for (const [suite, { unsteady }] of results)
  for (const one of unsteady) console.log(`\nPASSED AT THE SECOND TRY, ${suite}: ${one}`);
for (const [suite, { failures }] of results)
  for (const failure of failures) console.log(`\nFAILED ${suite}: ${failure}`);
console.log('');
for (const { suites, seconds } of times) console.log(`${String(seconds).padStart(5)} s  ${suites}`);
console.log(`${String(times.reduce((all, { seconds }) => all + seconds, 0)).padStart(5)} s  all\n`);
const sum = (of: 'passed' | 'failed') => [...results.values()].reduce((all, result) => all + result[of], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') ? 1 : 0);

function projectOf(suite: string): string {
  return suite in OTHERWISE ? 'db' : suite;
}

function vitest(suites: string[], report: string): Promise<number> {
  const argv = [
    'run',
    ...suites.flatMap((suite) => ['--project', projectOf(suite)]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    // It holds that every branch of the decisions was taken.
    ...(suites.includes('unit') ? ['--coverage'] : []),
  ];
  // Neither this machine nor its database is in UTC (test/support/database.ts): nothing may take that for granted.
  const zone = { TZ: 'America/Los_Angeles', ...process.env };
  const env = Object.assign(zone, ...suites.map((suite) => OTHERWISE[suite]));
  return run(process.execPath, ['node_modules/vitest/vitest.mjs', ...argv], env);
}

/** The browser tests start the real dashboard on a database of their own. */
async function playwright(suites: string[], report: string): Promise<number> {
  const data = `.data/e2e-${process.pid}`;
  const argv = ['test', ...suites.flatMap((suite) => ['--project', suite])];
  try {
    return await run(process.execPath, ['node_modules/@playwright/test/cli.js', ...argv], {
      ...process.env,
      E2E_PORT: String(await freePort()),
      E2E_DATA_DIR: data,
      E2E_REPORT: report,
      // One browser context is emptied between tests instead of made anew: a new one compiles every script again.
      PW_TEST_REUSE_CONTEXT: '1',
    });
  } finally {
    await removeEmbedded(path.resolve(data, 'postgres'));
    rmSync(data, { recursive: true, force: true });
  }
}
