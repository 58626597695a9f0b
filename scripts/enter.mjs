#!/usr/bin/env node
// Every npm command enters here. Nothing is imported but Node and the files beside it, so it runs in a
// fresh clone; what a command needs (packages, Prisma client, CLI) is made first, where it is stale.
import process from 'node:process';
import { buildCli } from './enter/build-cli.mjs';
import { generateClient } from './enter/generate-client.mjs';
import { installPackages } from './enter/install-packages.mjs';
import { root } from './enter/root.mjs';
import { runScript } from './enter/run-script.mjs';

const COMMANDS = {
  start: { needs: ['client', 'cli'], script: 'scripts/start.ts', bundled: true },
  dev: { needs: ['client', 'cli'], script: 'scripts/start.ts', argv: ['--dev'], bundled: true },
  demo: { needs: ['client', 'cli'], script: 'scripts/demo.ts' },
  test: { needs: ['client', 'cli'], script: 'scripts/test.ts' },
  faults: { needs: ['client', 'cli'], script: 'scripts/faults.ts' },
  a11y: { needs: ['client', 'cli'], script: 'scripts/a11y.ts' },
  proof: { needs: ['client', 'cli'], script: 'scripts/proof.ts' },
  soak: { needs: ['client', 'cli'], script: 'scripts/soak.ts' },
  check: { needs: ['client'], script: 'scripts/check.ts' },
  typecheck: { needs: ['client'], script: 'scripts/check.ts', argv: ['types'] },
  build: { needs: ['client', 'cli'], script: 'scripts/build.ts' },
  sim: { needs: ['client'], script: 'scripts/sim.ts' },
  bench: { needs: ['client', 'cli'], script: 'bench/main.ts' },
  screenshots: { needs: ['client', 'cli'], script: 'scripts/screenshots.ts' },
  openapi: { needs: ['client'], script: 'scripts/print-openapi.ts' },
  states: { needs: ['client'], script: 'scripts/print-states.ts' },
  cli: { needs: [], script: 'scripts/print-cli.ts' },
  migrate: { needs: ['client'], script: 'scripts/migrate.ts' },
  audit: { needs: ['client'], script: 'scripts/audit.ts' },
  backup: { needs: ['client'], script: 'scripts/backup.ts' },
  restore: { needs: ['client'], script: 'scripts/restore.ts' },
  prisma: { needs: [], script: 'scripts/prisma-here.ts' },
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

// A reader of our output that goes away (a closed terminal, `| head`) must not end or occupy a server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.chdir(root);
try {
  await installPackages();
  if (command.needs.includes('client')) await generateClient();
  if (command.needs.includes('cli')) await buildCli();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
await runScript(command.script, [...(command.argv ?? []), ...rest], command);
