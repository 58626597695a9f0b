import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { bundleScript } from './bundle-script.mjs';
import { root } from './root.mjs';

/**
 * Goes on in a TypeScript script, in this process: no wrapper stands between a signal and the program. A server is
 * bundled first; whatever runs once is compiled as it goes.
 */
export async function runScript(script, argv, { bundled = false } = {}) {
  const file = path.join(root, script);
  process.argv = [process.execPath, file, ...argv];
  if (bundled) {
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(await bundleScript(script)).href);
    return;
  }
  // Loaded late, because the packages may only just have been installed.
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(file).href);
}
