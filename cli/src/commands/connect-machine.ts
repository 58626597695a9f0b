import { hostname } from 'node:os';
import { text as readAll } from 'node:stream/consumers';
import { enrollRunner } from '@/contract/enrollment';
import { Label } from '@/contract/task';
import { tokenFault } from '../config/enrollment-token';
import { env } from '../config/env';
import { configFolder, privateFolder } from '../config/folders';
import { readOrigin } from '../config/origin';
import { readFolder } from '../config/read-folder';
import { type Connection, loadConnection, saveConnection } from '../config/store';
import type { LocalRules } from '../runner/refuse-assignment';
import { Failure } from '../terminal/failure';
import { print, printJson, say } from '../terminal/say';
import type { ConnectOptions } from './connect';

/** Uses a one-time token: registers a fresh key of this machine and stores the connection. */
export async function connectMachine(given: string | undefined, options: ConnectOptions): Promise<void> {
  const token = await readToken(given);
  const url = readOrigin(options.url ?? env.AGENT_ORCHESTRATOR_URL ?? 'http://127.0.0.1:3000');
  const directory = readFolder(options.dir ?? process.cwd());
  const labels = options.label.map(readLabel);
  privateFolder(configFolder());
  say(`Connecting this machine to ${url} …`);
  const [{ call }, { makeKey }, { machineReport }] = await Promise.all([
    import('../server/call'),
    import('../server/token'),
    import('../doctor/machine-report'),
  ]);
  const report = await machineReport({ directory, apiKey: env.ANTHROPIC_API_KEY ?? null });
  const { privateJwk, publicJwk } = makeKey();
  const name = (options.name ?? hostname()).trim().slice(0, 100) || 'runner';
  const known = loadConnectionQuietly();
  const answer = await call(url, enrollRunner, {
    body: { name, publicJwk, report },
    token,
    timeoutMs: 30_000,
  });
  saveConnection(
    {
      version: 1,
      url,
      runnerId: answer.runnerId,
      name: answer.name,
      workspaceName: answer.workspaceName,
      directory,
      labels,
      ...rulesOf(known),
    },
    privateJwk,
  );
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
