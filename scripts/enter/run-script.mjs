import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/**
 * Goes on in a TypeScript script, in this process: no wrapper stands between a signal and the program.
 * Loaded late, because the packages may only just have been installed.
 */
export async function runScript(script, argv) {
  const { register } = await import('tsx/esm/api');
  register();
  const file = path.join(root, script);
  process.argv = [process.execPath, file, ...argv];
  await import(pathToFileURL(file).href);
}
