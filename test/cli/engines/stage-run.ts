import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Usage } from '@/contract/agent';
import type { Answer, EngineRun, Permit, Question } from '../../../cli/src/engines/engine';
import { noSandbox } from '../../../cli/src/workspace/sandbox';

export interface Stage {
  run: EngineRun;
  stdout: () => string;
  stderr: () => string;
  activities: string[];
  usages: Usage[];
  asked: Question[];
  gated: string[];
  abort: AbortController;
  read(file: string): string;
  remove(): void;
}

/** A gate as the runner's: closed, it holds whoever asks; opened, they go on. */
export function holdable() {
  let held: (() => void)[] = [];
  let closed = false;
  return {
    waiting: () => held.length,
    hold: () => (closed ? new Promise<void>((goOn) => held.push(goOn)) : Promise.resolve()),
    close: () => {
      closed = true;
    },
    open: () => {
      closed = false;
      for (const goOn of held) goOn();
      held = [];
    },
  };
}

/** A worktree of the sample repository and a run in it that records what the engine asks and says. */
export function stageRun(
  baseUrl: string,
  given: Partial<EngineRun> & {
    permit?: (file: string) => Permit;
    answer?: (question: Question) => Answer;
  } = {},
): Stage {
  const root = mkdtempSync(path.join(tmpdir(), 'engine-'));
  const cwd = path.join(root, 'worktree');
  const home = path.join(root, 'home');
  const privateDir = path.join(root, 'private');
  cpSync(path.join(import.meta.dirname, '../../../examples/sample-repository'), cwd, { recursive: true });
  for (const folder of [home, privateDir]) mkdirSync(folder, { mode: 0o700 });
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd });
  const written: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  const [activities, usages, asked, gated]: [string[], Usage[], Question[], string[]] = [[], [], [], []];
  const abort = new AbortController();
  const { permit = () => ({ allow: true }), answer = () => ({ option: null, text: null }), ...over } = given;
  const run: EngineRun = {
    cwd,
    privateDir,
    systemPrompt: 'Rule: keep it small.',
    model: 'haiku',
    sessionId: randomUUID(),
    resume: null,
    onHeard: () => {},
    maxTurns: 30,
    budgetMicros: null,
    env: { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C.UTF-8', ANTHROPIC_BASE_URL: baseUrl },
    apiKey: 'sk-ant-test-0123456789',
    sandbox: noSandbox,
    network: true,
    onOutput: (stream, bytes) => void written[stream].push(Buffer.from(bytes)),
    onNews: () => {},
    onActivity: (text) => void activities.push(text),
    onUsage: (usage) => void usages.push(usage),
    hold: async () => {},
    mayWrite: async (file) => {
      gated.push(file);
      return permit(file);
    },
    afterCommand: async () => [],
    ask: async (question) => {
      asked.push(question);
      return answer(question);
    },
    signal: abort.signal,
    ...over,
  };
  return {
    run,
    activities,
    usages,
    asked,
    gated,
    abort,
    stdout: () => Buffer.concat(written.stdout).toString(),
    stderr: () => Buffer.concat(written.stderr).toString(),
    read: (file) => readFileSync(path.join(cwd, file), 'utf8'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
