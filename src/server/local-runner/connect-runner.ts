import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { LocalRunner } from './runner-home';

/** Makes sure that the runner of this machine is known to the dashboard; connects it by the public API where it is not. */
export async function connectRunner(runner: LocalRunner): Promise<void> {
  if (await isConnected(runner)) return;
  for (const file of ['config.json', 'key.json']) rmSync(path.join(runner.home, file), { force: true });
  const { token } = await call<{ token: string }>(runner, 'POST', '/api/enrollments', {
    name: hostname().slice(0, 100) || 'local',
  });
  await connectBy(runner, token);
}

/** The connection stands where the dashboard still knows the runner: the database may have been thrown away, the runner revoked. */
async function isConnected(runner: LocalRunner): Promise<boolean> {
  let connection: { runnerId: string; url: string };
  try {
    connection = JSON.parse(readFileSync(path.join(runner.home, 'config.json'), 'utf8'));
  } catch {
    return false;
  }
  const response = await fetch(new URL(`/api/runners/${connection.runnerId}`, runner.url));
  if (!response.ok) return false;
  const { data } = (await response.json()) as { data: { status: string } };
  return data.status !== 'REVOKED' && connection.url === runner.url;
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
