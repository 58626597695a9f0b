import { writeFileSync } from 'node:fs';
import { cliPage } from './house/cli-page';

/** `npm run cli`: prints the commands of the CLI into docs/cli.md; a test fails where that is not current. */
writeFileSync('docs/cli.md', cliPage());
console.log('docs/cli.md is written.');
