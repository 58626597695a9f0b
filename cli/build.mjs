// Everything in one folder: the contract lives in ../src/contract, which no published package could reach.
import { chmod, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

await rm(here('dist'), { recursive: true, force: true });
await build({
  entryPoints: { main: here('src/main.ts'), 'heartbeat-thread': here('src/runner/heartbeat-thread.ts') },
  outdir: here('dist'),
  // Commands load what they need when they run: --help answers at once.
  splitting: true,
  chunkNames: 'part-[hash]',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  alias: { '@/contract': here('../src/contract') },
  // The contract's own imports resolve here when only this folder is installed.
  nodePaths: [here('node_modules')],
  define: { __VERSION__: JSON.stringify(version) },
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
await chmod(here('dist/main.js'), 0o755);
