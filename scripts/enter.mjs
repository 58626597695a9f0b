#!/usr/bin/env node
// Every npm command enters here. Nothing is imported but Node and the files beside it, so it runs in a
// fresh clone; what a command needs (packages, Prisma client, CLI) is made first, where it is stale.
import process from 'node:process';
import { buildCli } from './enter/build-cli.mjs';
import { generateClient } from './enter/generate-client.mjs';
import { installPackages } from './enter/install-packages.mjs';
import { root } from './enter/root.mjs';
import { run } from './enter/run.mjs';

const tsx = ['--import', 'tsx'];
const COMMANDS = {
  start: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/start.ts'] },
  dev: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/start.ts', '--dev'] },
  demo: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/demo.ts'] },
  test: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/test.ts'] },
  check: { needs: ['client'], argv: [...tsx, 'scripts/check.ts'] },
  typecheck: { needs: ['client'], argv: [...tsx, 'scripts/check.ts', 'types'] },
  build: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/build.ts'] },
  bench: { needs: ['client', 'cli'], argv: [...tsx, 'bench/main.ts'] },
  screenshots: { needs: ['client', 'cli'], argv: [...tsx, 'scripts/screenshots.ts'] },
  openapi: { needs: ['client'], argv: [...tsx, 'scripts/print-openapi.ts'] },
  states: { needs: ['client'], argv: [...tsx, 'scripts/print-states.ts'] },
  migrate: { needs: ['client'], argv: [...tsx, 'scripts/migrate.ts'] },
  prisma: { needs: [], argv: [...tsx, 'scripts/prisma-here.ts'] },
};

const [name = '', ...rest] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (!(major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
  console.error(`Node ${process.versions.node} is not supported: use 20.19 or later, 22.12 or later, or 24.`);
  process.exit(1);
}

process.chdir(root);
try {
  await installPackages();
  if (command.needs.includes('client')) await generateClient();
  if (command.needs.includes('cli')) await buildCli();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
process.exit(await run(process.execPath, [...command.argv, ...rest]));
