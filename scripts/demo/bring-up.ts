import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEnrollment } from '@/contract/enrollment';
import { createProject } from '@/contract/project';
import { startScriptedModel } from '../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../fetch-claude';
import { type Api, apiOf } from './call-api';
import { makeRepository } from './make-repository';
import { type Recorder, recordClaude } from './record-claude';
import { type Child, startChild } from './start-child';

export interface Demo {
  url: string;
  api: Api;
  repository: { path: string; base: string };
  projectId: string;
  recorder: Recorder;
  /** Connects another machine with a label and gives what starts it, again and again. */
  connectMachine(label: string): Promise<() => Child>;
  /** What a person types for a command of the demo's first machine. */
  command: string;
  /** Rejects where the server or the runner ends by itself. */
  broken: Promise<never>;
}

/** Nothing that the model asks for is a secret: the key is a word that the scripted model ignores. */
const KEY = 'the-scripted-model-needs-no-key';

/**
 * Brings up the whole product in a temporary folder: scripted model, dashboard with a database of its own, sample
 * repository, and a runner that is connected by the public API alone. What it does is put on `undo`, also where it fails.
 */
export async function bringUp(
  checkout: string,
  undo: (() => unknown)[],
  tell: (line: string) => void,
  chatter: (line: string) => void,
): Promise<Demo> {
  const claude = await fetchClaude(tell);
  const root = mkdtempSync(path.join(tmpdir(), 'agent-orchestrator-demo-'));
  undo.push(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  // The database may run as another user, who has to get to its folder.
  chmodSync(root, 0o755);
  const model = await startScriptedModel();
  undo.push(() => model.close());

  tell('Starting the dashboard with a database of its own ...');
  const server = startChild(
    { name: 'dashboard', argv: ['scripts/enter.mjs', 'start'], cwd: checkout, env: serverEnv(root) },
    chatter,
  );
  undo.push(() => server.stop());
  const url = (await server.until(/^Ready: (\S+)/))[1] ?? '';
  const api = apiOf(url);

  const repository = makeRepository(checkout, madeFolder(path.join(root, 'repositories')));
  const recorder = recordClaude(claude, root);
  tell('Connecting a runner ...');
  const place: Place = { checkout, root, url, api, modelUrl: model.url(), recorder, chatter };
  const runner = (await connectRunner(place, 'demo', [], 3))();
  undo.push(() => runner.stop());

  const checks = [
    { name: 'syntax', kind: 'syntax' as const, argv: ['node', 'scripts/check-syntax.js'] },
    { name: 'tests', kind: 'test' as const, argv: ['node', '--test'] },
  ];
  const project = await api.call(createProject, {
    body: { name: 'corner-shop', repo: repository.path, checks },
  });
  const broken = Promise.race([endOf('The dashboard', server), endOf('The runner', runner)]);
  broken.catch(() => {});
  const connectMachine = async (label: string) => {
    const start = await connectRunner(place, label, [label], 1);
    return () => {
      const child = start();
      undo.push(() => child.stop());
      return child;
    };
  };
  const command = `AGENT_ORCHESTRATOR_HOME=${runnerHome(root, 'demo')} node ${programOf(checkout)}`;
  return { url, api, repository, projectId: project.id, recorder, connectMachine, command, broken };
}

interface Place {
  checkout: string;
  root: string;
  url: string;
  api: Api;
  modelUrl: string;
  recorder: Recorder;
  chatter: (line: string) => void;
}

/** Connects a runner by the command, in a folder of its own; gives what starts it. */
async function connectRunner(
  { checkout, root, url, api, modelUrl, recorder, chatter }: Place,
  name: string,
  labels: string[],
  atOnce: number,
): Promise<() => Child> {
  const { token } = await api.call(createEnrollment, { body: { name, labels } });
  const env = {
    ...plainEnv(),
    HOME: madeFolder(path.join(root, `home-${name}`)),
    AGENT_ORCHESTRATOR_HOME: madeFolder(runnerHome(root, name)),
    ANTHROPIC_BASE_URL: modelUrl,
    ANTHROPIC_API_KEY: KEY,
    CLAUDE_BIN: recorder.binary,
    CLAUDE_CONFIG_DIR: recorder.configFolder,
  };
  const main = programOf(checkout);
  const connect = [main, 'connect', '-', '--url', url, '--name', name, '-d', path.join(root, 'repositories')];
  const connecting = startChild({ name: 'connect', argv: connect, cwd: root, env, input: token }, chatter);
  const code = await connecting.ended;
  if (code !== 0) throw new Error(`The runner could not be connected (exit ${code}):\n${connecting.tail()}`);
  const argv = [main, 'start', '--max-concurrent', String(atOnce)];
  return () =>
    startChild({ name: `runner ${name}`, argv, cwd: root, env, patienceMs: [1_000, 10_000] }, chatter);
}

const serverEnv = (root: string): Record<string, string> => ({
  ...plainEnv(),
  HOME: process.env.HOME ?? root,
  PORT: '0',
  HOST: '127.0.0.1',
  DATA_DIR: path.join(root, 'data'),
  LOCAL_RUNNER: 'off',
  // Said as empty, so that the settings of this checkout's .env do not reach the demo.
  DATABASE_URL: '',
  DIRECT_DATABASE_URL: '',
  REDIS_URL: '',
  UPSTASH_REDIS_REST_URL: '',
  UPSTASH_REDIS_REST_TOKEN: '',
  PUBLIC_URL: '',
});

function plainEnv(): Record<string, string> {
  const names = ['PATH', 'LANG', 'TMPDIR', 'SystemRoot', 'TEMP', 'EMBEDDED_POSTGRES_USER'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name] as string]] : [])),
  );
}

const runnerHome = (root: string, name: string) => path.join(root, `runner-${name}`);
const programOf = (checkout: string) => path.join(checkout, 'cli/dist/main.js');

function madeFolder(at: string): string {
  mkdirSync(at, { mode: 0o700 });
  return at;
}

const endOf = (name: string, child: Child): Promise<never> =>
  child.ended.then((code) => {
    throw new Error(`${name} ended with ${code}:\n${child.tail()}`);
  });
