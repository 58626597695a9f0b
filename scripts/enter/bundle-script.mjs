import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { makeWhenStale } from './make-when-stale.mjs';
import { root } from './root.mjs';

const SOURCES = ['src', 'scripts', 'prisma/schema.prisma', 'tsconfig.json', 'package-lock.json'];

/** A source that looks for files beside itself finds them from within the bundle too. */
const whereItStands = {
  name: 'where-it-stands',
  setup(build) {
    build.onLoad({ filter: /\.(ts|mjs)$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(file).href),
      ),
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/**
 * Makes one file of a script and all of our sources that it imports, where one of them has changed, and answers its
 * path. A server that has to compile hundreds of files first starts in thrice the time.
 * @param {string} script relative to the checkout
 */
export async function bundleScript(script) {
  const result = `.data/bundles/${path.basename(script, '.ts')}.mjs`;
  await makeWhenStale({
    name: `bundle-${path.basename(script)}`,
    what: `Bundling ${script}`,
    stamp: `${result}.made-from`,
    result,
    current: () => `${root} ${fingerprint(SOURCES.concat(path.dirname(script)))}`,
    make: async () => {
      // Loaded late, because the packages may only just have been installed.
      const { build } = await import('esbuild');
      await build({
        absWorkingDir: root,
        entryPoints: [script],
        outfile: result,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20.19',
        packages: 'external',
        alias: { '@': path.join(root, 'src') },
        sourcemap: true,
        plugins: [whereItStands],
        logLevel: 'warning',
      });
    },
  });
  return path.join(root, result);
}
