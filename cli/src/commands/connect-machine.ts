import { hostname } from 'node:os';
import { text as readAll } from 'node:stream/consumers';
import { enrollRunner } from '@/contract/enrollment';
import { Label } from '@/contract/task';
import { tokenFault } from '../config/enrollment-token';
import { env } from '../config/env';
import { readOrigin } from '../config/origin';
import { readFolder } from '../config/read-folder';
import { type Connection, draftConnection, loadConnection, type PrivateJwk } from '../config/store';
import type { LocalRules } from '../runner/refuse-assignment';
import { runningRunner } from '../runner/single-runner';
import { explainError } from '../terminal/explain-error';
import { Failure } from '../terminal/failure';
import { print, printJson, say } from '../terminal/say';
import type { ConnectOptions } from './connect';

/** Uses a one-time token: registers a fresh key of this machine and stores the connection. */
export async function connectMachine(given: string | undefined, options: ConnectOptions): Promise<void> {
  const token = await readToken(given);
  const url = readOrigin(options.url ?? env.AGENT_ORCHESTRATOR_URL ?? 'http://127.0.0.1:3000');
  const directory = readFolder(options.dir ?? process.cwd());
  const labels = options.label.map(readLabel);
  refuseWhileRunning();
  say(`Connecting this machine to ${url} …`);
  const [{ call }, { makeKey }, { machineReport }] = await Promise.all([
    import('../server/call'),
    import('../server/token'),
    import('../doctor/machine-report'),
  ]);
  const report = await machineReport({ directory, apiKey: env.ANTHROPIC_API_KEY ?? null });
  const { privateJwk, publicJwk } = makeKey();
  const draft = draftKey(privateJwk);
  const name = (options.name ?? hostname()).trim().slice(0, 100) || 'runner';
  const known = loadConnectionQuietly();
  const answer = await call(url, enrollRunner, {
    body: { name, publicJwk, report },
    token,
    timeoutMs: 30_000,
  }).catch((error) => {
    draft.drop();
    throw error;
  });
  draft.keep({
    version: 1,
    url,
    runnerId: answer.runnerId,
    name: answer.name,
    workspaceName: answer.workspaceName,
    directory,
    labels,
    ...rulesOf(known),
  });
  if (known) say(`This replaces the connection as ${known.name}.`);
  for (const { level, message, fix } of report.findings) {
    if (level !== 'ok') say(`${level === 'error' ? 'Problem' : 'Note'}: ${message}${fix ? ` ${fix}` : ''}`);
  }
  if (options.json)
    printJson({
      data: {
        name: answer.name,
        runnerId: answer.runnerId,
        workspaceName: answer.workspaceName,
        url,
        directory,
      },
    });
  else
    print(
      `Connected as ${answer.name} to ${answer.workspaceName}. Repositories in ${directory} may be worked on.`,
    );
  say('Start working with: agent-orchestrator start');
}

/** A runner at work goes on by the identity that is stored: another one would be put under it. */
function refuseWhileRunning(): void {
  const pid = runningRunner();
  if (pid === null) return;
  throw new Failure(
    'RUNNER_RUNNING',
    `A runner of this machine is at work (process ${pid}). Stop it first: agent-orchestrator stop. Nothing was registered.`,
  );
}

/** The token is good once: it is not spent before the key that it registers is on the disk. */
function draftKey(key: PrivateJwk): ReturnType<typeof draftConnection> {
  try {
    return draftConnection(key);
  } catch (error) {
    const { code, message, exit } = explainError(error);
    throw new Failure(code, `${message} Nothing was registered.`, exit, error);
  }
}

async function readToken(given: string | undefined): Promise<string> {
  const fromStdin = given === '-';
  const token = (
    fromStdin ? await readAll(process.stdin) : (given ?? env.AGENT_ORCHESTRATOR_TOKEN ?? '')
  ).trim();
  if (!token) {
    throw new Failure(
      'TOKEN_MISSING',
      'A one-time token is needed. The Connect page of your dashboard shows the whole command.',
      'usage',
    );
  }
  const fault = tokenFault(token);
  if (fault)
    throw new Failure(
      'TOKEN_MALFORMED',
      `This is not a valid one-time token: ${fault}. Copy it again from the Connect page.`,
      'usage',
    );
  return token;
}

function readLabel(given: string): string {
  const label = Label.safeParse(given);
  if (label.success) return label.data;
  throw new Failure(
    'LABEL_MALFORMED',
    `The label “${given}” may hold letters, digits and . _ : / - only.`,
    'usage',
  );
}

/** What the owner of this machine has said of the work that it takes: no other dashboard changes it. */
function rulesOf(known: Connection | null): LocalRules {
  if (!known) return {};
  const { projects, shellChecks, network, requireSignedTasks, trustedKeys } = known;
  return { projects, shellChecks, network, requireSignedTasks, trustedKeys };
}

function loadConnectionQuietly(): Connection | null {
  try {
    return loadConnection()?.connection ?? null;
  } catch {
    return null;
  }
}
