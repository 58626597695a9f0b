import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { withApi } from '../../db/with-api';
import { ProtocolRunner } from '../../support/protocol-runner';
import { buildProgram, type Ran, type Running, runProgram, startProgram } from './run-program';

/** A dashboard on a database of this file's own, and the built program on a machine of its own that knows it. */
export function withDashboard() {
  const api = withApi('own');
  const running: Running[] = [];
  const at = {
    api,
    home: '',
    env: (more: Record<string, string> = {}): Record<string, string> => ({
      HOME: at.home,
      AGENT_ORCHESTRATOR_HOME: path.join(at.home, 'ao'),
      AGENT_ORCHESTRATOR_URL: api.url,
      ...more,
    }),
    /** Runs a command to its end. */
    run: (argv: string[], more: Record<string, string> = {}, input?: string): Promise<Ran> =>
      runProgram(argv, { env: at.env(more), input, cwd: at.home }),
    /** Starts a command and leaves it running; it is gone at the end of the test. */
    start(argv: string[], more: Record<string, string> = {}): Running {
      const started = startProgram(argv, at.env(more), at.home);
      running.push(started);
      return started;
    },
    /** Runs a command with --json: its one document, and nothing beside it. */
    async json(argv: string[], code = 0) {
      const ran = await at.run([...argv, '--json']);
      if (ran.code !== code) throw new Error(`${argv.join(' ')} ended with ${ran.code}: ${ran.stderr}`);
      return JSON.parse(ran.stdout);
    },
    /** Connects this machine, as its command does. */
    async connect(): Promise<string> {
      const folder = path.join(at.home, 'projects');
      mkdirSync(folder, { recursive: true });
      const { token } = (await api.post('/api/enrollments', {})).data;
      const ran = await at.run(['connect', '-', '--name', 'laptop', '-d', folder], {}, `${token}\n`);
      if (ran.code !== 0) throw new Error(ran.stderr);
      return JSON.parse(readFileSync(path.join(at.home, 'ao', 'config.json'), 'utf8')).runnerId;
    },
    /** A runner that speaks the protocol by hand, with a session open. */
    async runner(): Promise<ProtocolRunner> {
      const runner = await new ProtocolRunner(api.url).connect();
      await runner.open();
      return runner;
    },
  };
  beforeAll(async () => {
    await buildProgram();
    at.home = mkdtempSync(path.join(tmpdir(), 'home-'));
  }, 120_000);
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.child.kill('SIGKILL');
      await one.ended();
    }
  });
  afterAll(() => rmSync(at.home, { recursive: true, force: true }));
  return at;
}
