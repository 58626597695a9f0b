import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { enrollHere, statusHere } from '@/api/local-machine';
import type { LocalRunner } from './runner-home';

interface Connection {
  runnerId: string;
  url: string;
}

/**
 * Makes sure that the dashboard knows the runner of this machine; connects it where it does not.
 * Throws where a person has revoked it: that decision is not undone by starting again.
 */
export async function connectRunner(runner: LocalRunner): Promise<void> {
  const file = path.join(runner.home, 'config.json');
  const connection = readConnection(file);
  const status = connection && (await statusHere(connection.runnerId));
  if (status === 'REVOKED') {
    throw new Error(`it was revoked. Remove ${runner.home} to connect this machine again.`);
  }
  if (connection && status) {
    // The same dashboard, on another port than last time.
    if (connection.url !== runner.url) {
      writeFileSync(file, JSON.stringify({ ...connection, url: runner.url }), { mode: 0o600 });
    }
    return;
  }
  await connectBy(runner, await enrollHere(hostname().slice(0, 100) || 'local'));
}

function readConnection(file: string): Connection | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Connection;
  } catch {
    return undefined;
  }
}

/** The token goes through stdin: an argument could be read by everybody on this machine. */
function connectBy({ program, directory, environment, url }: LocalRunner, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'connect', '-', '--url', url, '--dir', directory], {
      env: environment as NodeJS.ProcessEnv,
      cwd: directory,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim() || `connect ended with ${code}`)),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(`${token}\n`);
  });
}
