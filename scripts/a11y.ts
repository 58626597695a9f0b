import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './enter/run.mjs';
import { npmCommand } from './npm-command';
import { listLooks } from './test/list-looks';

/**
 * `npm run test:a11y`: every page in every state, width and theme, asked by axe for WCAG 2.2 AA. Ends with how often a page was
 * looked at and how many barriers were found; with --json that is one line of JSON, with --list each look stands before it.
 */
const flags = npmCommand('npm run test:a11y', 'Looks for barriers on every page.')
  .option('--list', 'each look at a page')
  .option('--json', 'its counts as one line of JSON')
  .parse()
  .opts<{ list?: true; json?: true }>();
const code = await run(process.execPath, ['scripts/enter.mjs', 'test', 'a11y'], process.env);
const report = path.resolve('.data/reports/a11y.json');
const looks = existsSync(report) ? listLooks(JSON.parse(readFileSync(report, 'utf8'))) : [];
if (flags.list)
  for (const { path: where, width, theme, violations } of looks)
    console.log(
      `${where}  ${width}  ${theme}  ${violations === 0 ? 'no barrier' : `${violations} barriers`}`,
    );
const violations = looks.reduce((all, look) => all + look.violations, 0);
const counts = { pages: looks.length, violations };
console.log(
  flags.json ? JSON.stringify(counts) : `${counts.pages} looks at pages, ${violations} barriers found`,
);
// A run that has looked at nothing proves nothing.
process.exit(code || (looks.length === 0 || violations > 0 ? 1 : 0));
