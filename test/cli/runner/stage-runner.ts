import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnyEndpoint, BodyGiven, ParamsOf, QueryGiven, ReturnsOf } from '@/contract/endpoint';
import { createEnrollment } from '@/contract/enrollment';
import { createProject } from '@/contract/project';
import type { Task, TaskStatus } from '@/contract/task';
import { createTask, getTask } from '@/contract/task-calls';
import { type Ran, runProgram } from '../commands/run-program';

type TaskGiven = BodyGiven<typeof createTask>;

/** A machine of its own: a home, a sample repository, and the built runner against a real server. */
export interface RunnerStage {
  root: string;
  repo: string;
  home: string;
  /** Where runners find the server. */
  url: string;
  projectId: string;
  /** What its commands see of this machine. */
  env: Record<string, string>;
  git(...args: string[]): string;
  call<E extends AnyEndpoint>(
    endpoint: E,
    given?: { params?: ParamsOf<E>; body?: BodyGiven<E>; query?: QueryGiven<E> },
  ): Promise<ReturnsOf<E>>;
  task(given: TaskGiven): Promise<Task>;
  /** Runs a command of the runner to its end. */
  run(argv: string[], env?: Record<string, string>): Promise<Ran>;
  /** Starts the runner and leaves it running. */
  start(argv?: string[], env?: Record<string, string>): LiveRunner;
  /** Waits until a task stands at one of these. */
  until(ref: string, ...statuses: TaskStatus[]): Promise<Task>;
  remove(): Promise<void>;
}

export interface LiveRunner {
  child: ChildProcess;
  said(): string;
  /** Waits until it has said something. */
  says(words: string | RegExp): Promise<void>;
  /** Waits for its end; gives the exit code. */
  ended(): Promise<number | null>;
}

/** Lays out the machine, connects it, and makes a project of the sample repository. `model` is where the engine finds its model. */
export async function stageRunner(given: {
  /** Where the runner finds its server. */
  url: string;
  /** Where people find it, if elsewhere. */
  api?: string;
  model: string;
  project?: Partial<BodyGiven<typeof createProject>>;
}): Promise<RunnerStage> {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'runner-')));
  const repo = path.join(root, 'projects', 'shop');
  const home = path.join(root, 'home');
  mkdirSync(home);
  cpSync(path.resolve('examples/sample-repository'), repo, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repo, '-c', 'user.name=P', '-c', 'user.email=p@x', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trimEnd();
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'The shop');

  const env = {
    HOME: home,
    AGENT_ORCHESTRATOR_HOME: path.join(root, 'ao'),
    ANTHROPIC_BASE_URL: given.model,
    ANTHROPIC_API_KEY: 'sk-ant-test-0123456789abcdef',
  };
  const live: LiveRunner[] = [];
  const call: RunnerStage['call'] = async (endpoint, options = {}) => {
    const params = (options.params ?? {}) as Record<string, string>;
    const url = new URL(
      endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
      given.api ?? given.url,
    );
    for (const [name, value] of Object.entries(options.query ?? {}))
      url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method: endpoint.method,
      headers: { 'content-type': 'application/json' },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    const answer = (await response.json()) as { data: never; error?: { code: string; message: string } };
    if (!response.ok) throw new Error(`${endpoint.name}: ${answer.error?.code} ${answer.error?.message}`);
    return answer.data;
  };
  const run: RunnerStage['run'] = (argv, more = {}) =>
    runProgram(argv, { env: { ...env, ...more }, cwd: root });

  const { token } = await call(createEnrollment, { body: { name: 'laptop' } });
  const connected = await run(['connect', token, '--url', given.url, '-d', path.join(root, 'projects')]);
  if (connected.code !== 0) throw new Error(connected.stderr);
  const project = await call(createProject, {
    body: { name: `shop ${path.basename(root)}`, repo, ...given.project },
  });

  return {
    root,
    repo,
    home,
    url: given.url,
    env,
    git,
    call,
    run,
    projectId: project.id,
    task: (draft) => call(createTask, { body: { projectId: project.id, ...draft } }),
    start: (argv = [], more = {}) => {
      const started = liveRunner(['start', ...argv], { ...env, ...more }, root);
      live.push(started);
      return started;
    },
    until: async (ref, ...statuses) => {
      for (let tries = 0; ; tries++) {
        const task = await call(getTask, { params: { id: ref } });
        if (statuses.includes(task.status)) return task;
        if (tries > 600)
          throw new Error(
            `${ref} stands at ${task.status} (${task.reason}), not at ${statuses.join(' or ')}:\n${live.map((one) => one.said()).join('\n')}`,
          );
        await pause(100);
      }
    },
    remove: async () => {
      for (const { child, ended } of live) {
        child.kill('SIGKILL');
        await ended();
      }
      await removeWhole(root);
    },
  };
}

/** What a runner has left behind ends by itself, and may write a last line meanwhile. */
async function removeWhole(folder: string): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (tries === 50) throw error;
      await pause(100);
    }
}

function liveRunner(argv: string[], env: Record<string, string>, cwd: string): LiveRunner {
  const child = spawn(process.execPath, [path.resolve('cli/dist/main.js'), ...argv], {
    env: { PATH: process.env.PATH, ...env } as NodeJS.ProcessEnv,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += bytes));
  const end = once(child, 'exit').then(([code]) => code as number | null);
  return {
    child,
    said: () => text,
    says: async (words) => {
      for (let tries = 0; typeof words === 'string' ? !text.includes(words) : !words.test(text); tries++) {
        if (tries > 600 || child.exitCode !== null)
          throw new Error(`the runner never said ${words}:\n${text}`);
        await pause(50);
      }
    },
    ended: () => end,
  };
}
