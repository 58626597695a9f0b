import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { LocalRunner } from './runner-home';

interface Connection {
  runnerId: string;
  url: string;
}

/**
 * Makes sure that the dashboard knows the runner of this machine; connects it by the public API where it does not.
 * Throws where a person has revoked it: that decision is not undone by starting again.
 */
export async function connectRunner(runner: LocalRunner): Promise<void> {
  const file = path.join(runner.home, 'config.json');
  const connection = readConnection(file);
  const status = connection && (await statusOf(runner, connection));
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
  const { token } = await call<{ token: string }>(runner, 'POST', '/api/enrollments', {
    name: hostname().slice(0, 100) || 'local',
  });
  await connectBy(runner, token);
}

function readConnection(file: string): Connection | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Connection;
  } catch {
    return undefined;
  }
}

/** What the dashboard says of the runner; undefined where it does not know it: its database may have been thrown away. */
async function statusOf(runner: LocalRunner, { runnerId }: Connection): Promise<string | undefined> {
  const response = await fetch(new URL(`/api/runners/${runnerId}`, runner.url));
  if (response.status === 404 || response.status === 400) return undefined;
  const { data, error } = (await response.json()) as {
    data?: { status: string };
    error?: { message: string };
  };
  if (!data) throw new Error(error?.message ?? `the dashboard answered ${response.status}`);
  return data.status;
}

async function call<T>({ url }: LocalRunner, method: string, at: string, body: unknown): Promise<T> {
  const response = await fetch(new URL(at, url), {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { data?: T; error?: { message: string } };
  if (answer.data === undefined)
    throw new Error(answer.error?.message ?? `the dashboard answered ${response.status}`);
  return answer.data;
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
