// Everything in one folder: the contract lives in ../src/contract, which no published package could reach.
import { chmod, readdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const { version } = JSON.parse(await readFile(here('package.json'), 'utf8'));

const { metafile } = await build({
  entryPoints: {
    main: here('src/main.ts'),
    library: here('src/library.ts'),
    'heartbeat-thread': here('src/runner/heartbeat-thread.ts'),
    warden: here('src/runner/warden.ts'),
  },
  outdir: here('dist'),
  // Commands load what they need when they run: --help answers at once.
  splitting: true,
  chunkNames: 'part-[hash]',
  bundle: true,
  // Only this folder and the contract count, wherever they are built.
  tsconfigRaw: {},
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  alias: { '@/contract': here('../src/contract') },
  // Whoever wants terminals brings it.
  external: ['@lydell/node-pty'],
  // The contract's own imports resolve here when only this folder is installed.
  nodePaths: [here('node_modules')],
  define: { __VERSION__: JSON.stringify(version) },
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
// What an earlier build left goes last: a program that runs from here never misses a part in between.
const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const file of await readdir(here('dist'))) {
  if (file.endsWith('.js') && !made.has(file)) await rm(here(`dist/${file}`));
}
await chmod(here('dist/main.js'), 0o755);
