// The types of the library, for the published package: those alone that its door leads to, as Node resolves them.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
const made = await mkdtemp(here('dist/.types-'));
const types = here('dist/types');
try {
  const { status } = spawnSync(
    process.execPath,
    [
      join(dirname(compiler), 'bin/tsc'),
      ...['-p', here('.'), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', here('..'), '--outDir', made],
    ],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('The types of the library could not be made.');
  await rm(types, { recursive: true, force: true });
  const from = join(made, 'cli', 'src');
  const files = new Set([join(from, 'library.d.ts')]);
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const [, name] of text.matchAll(/from '([^']+)'/g)) {
      if (!name.startsWith('.')) throw new Error(`${relative(from, file)} shows a type of ${name}.`);
      files.add(`${join(dirname(file), name)}.d.ts`);
    }
    const target = join(types, relative(from, file));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text.replace(/from '(\.[^']+)'/g, "from '$1.js'"));
  }
} finally {
  await rm(made, { recursive: true, force: true });
}
