import { spawnSync } from 'node:child_process';

/** `npm run check [name ...]`: types, formatting and lint, the walls between rooms, and what nobody uses. */
const CHECKS: Record<string, string[][]> = {
  types: [
    ['node_modules/typescript/bin/tsc', '--noEmit'],
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.node.json'],
    ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'cli'],
  ],
  lint: [['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  rooms: [['--import', 'tsx', 'scripts/check-rooms.ts']],
  unused: [['node_modules/knip/bin/knip.js']],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in CHECKS));
if (unknown) {
  console.error(`There is no check "${unknown}". There are: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(2);
}
const failed: string[] = [];
for (const [name, commands] of Object.entries(CHECKS)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const began = Date.now();
  const statuses = commands.map((argv) => spawnSync(process.execPath, argv, { stdio: 'inherit' }).status);
  const bad = statuses.some((status) => status !== 0);
  if (bad) failed.push(name);
  console.log(`${bad ? 'FAILED' : 'passed'}  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
process.exit(failed.length ? 1 : 0);
