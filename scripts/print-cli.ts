import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cliPage } from './house/cli-page';
import { manPage } from './house/man-page';

/** `npm run cli`: prints the commands of the CLI into docs/cli.md and its manual page; a test fails where they are not current. */
const { version } = JSON.parse(readFileSync('cli/package.json', 'utf8')) as { version: string };
mkdirSync('cli/man', { recursive: true });
writeFileSync('docs/cli.md', cliPage());
writeFileSync('cli/man/agent-orchestrator.1', manPage(version));
writeFileSync('cli/man/swarm.1', '.so man1/agent-orchestrator.1\n');
console.log('docs/cli.md and cli/man are written.');
