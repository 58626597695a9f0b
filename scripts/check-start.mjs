#!/usr/bin/env node
// Starts the dashboard as a user does (`npm start`), waits until it is healthy, asks it to stop, and expects a clean end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import process from 'node:process';
import { root } from './enter/root.mjs';

const HEALTHY_WITHIN_MS = 600_000;
const STOPPED_WITHIN_MS = 40_000;
process.chdir(root);
const data = '.data/check-start';

const npm = spawn('npm', ['start'], {
  env: { ...process.env, DATA_DIR: data, LOCAL_RUNNER_DIR: root },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let url;
npm.stdout.on('data', (text) => {
  process.stdout.write(text);
  url ??= String(text).match(/^Ready: (\S+)/m)?.[1];
});
const exited = once(npm, 'exit');

try {
  const health = await until(HEALTHY_WITHIN_MS, async () => url && (await fetch(`${url}/api/health`)).json());
  if (health.status !== 'ok') throw new Error(`/api/health says ${JSON.stringify(health)}`);
  const page = await fetch(url);
  if (!page.ok) throw new Error(`the first page answers ${page.status}`);
  npm.kill('SIGTERM');
  const [code, signal] = await Promise.race([exited, timeout(STOPPED_WITHIN_MS, 'it did not stop')]);
  if (code !== 0 && signal !== 'SIGTERM' && code !== 143)
    throw new Error(`npm start ended with ${code ?? signal}`);
  await until(STOPPED_WITHIN_MS, () =>
    fetch(`${url}/api/health`).then(
      () => false,
      () => true,
    ),
  );
  console.log('npm start: healthy, and stopped cleanly');
} catch (error) {
  console.error(`npm start: ${error.message}`);
  npm.kill('SIGKILL');
  process.exitCode = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function until(ms, probe) {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (npm.exitCode !== null && npm.exitCode !== 0 && npm.exitCode !== 143)
      throw new Error(`it ended with ${npm.exitCode}`);
    const found = await Promise.resolve(probe()).catch(() => undefined);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not within ${ms / 1000} s`);
}

function timeout(ms, sentence) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(sentence)), ms).unref());
}
