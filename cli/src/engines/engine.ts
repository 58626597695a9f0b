import type { z } from 'zod';
import type { Usage } from '@/contract/agent';
import type { FailureReason } from '@/contract/attempt';
import type { EngineReport } from '@/contract/runner';
import type { EngineName } from '@/contract/task';

/** What a child needs from places that a sandbox hides or protects. Absolute paths; `readable` wins over `writable`. */
export interface SandboxNeeds {
  readable: string[];
  writable: string[];
  /** false: no network but a loopback of its own. */
  network?: boolean;
  /** Files in whose place an empty one lies, which nobody can change. */
  empty?: { from: string; at: string[] };
}

/** Wraps a command so that it runs inside a sandbox; identity where there is none. */
export interface Sandbox {
  kind: 'bubblewrap' | 'none';
  /** The argv to spawn instead of `argv`, for a child that works in `cwd`; an engine adds what it needs itself. */
  wrap(argv: string[], cwd: string, needs?: SandboxNeeds): string[];
}

export type Permit = { allow: true } | { allow: false; reason: string };

export interface Question {
  /** A uuid by which the same question is known again after a crash; made up where it has none. */
  id?: string;
  kind: 'question' | 'permission';
  title: string;
  body: string;
  options: { id: string; label: string; consequence: string }[];
  /** What it is about, exactly: the next same one may be answered by a rule. */
  subject?: { tool: string; input: string };
}
export interface Answer {
  /** null when the task ended before anyone answered. */
  option: string | null;
  text: string | null;
}

/** What a person says to an agent. The id is a uuid. */
export interface Told {
  id: string;
  text: string;
}

/** What an engine is given for one agent. Nothing in it is a shell string. */
export interface EngineRun {
  /** The worktree: the only place the engine may write. */
  cwd: string;
  /** A folder outside the worktree that it reads without asking, if any. */
  readable?: string;
  /** A private folder outside the worktree, 0700, for settings files and helpers. */
  privateDir: string;
  /** Rules and the repository's CLAUDE.md, appended to the engine's own system prompt. */
  systemPrompt: string;
  /** reading: it can look at files and do nothing else; everything unless told. */
  tools?: 'reading';
  model: string | null;
  /** uuid of a session that begins, stored before the first message. */
  sessionId: string;
  /** A session of an earlier agent to go on with, where the engine still can; null begins anew. */
  resume: { sessionId: string; engineVersion: string | null } | null;
  maxTurns: number;
  /** Micro-dollars; null means no cap. */
  budgetMicros: number | null;
  /** The child's whole environment. */
  env: Record<string, string>;
  apiKey: string | null;
  sandbox: Sandbox;
  /** Whether its commands reach the network; its model it always reaches. */
  network: boolean;
  /** The engine's own output, byte for byte, a line (or a piece of one) at a time. */
  onOutput(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  /** Something was heard of the engine that was not an answer to the runner's own asking. */
  onNews(): void;
  /** What it is doing now, in a few words for people. */
  onActivity(text: string): void;
  /** Cumulative for this agent. */
  onUsage(usage: Usage): void;
  /** Asked before every call of a tool, whatever it is: waits while a person wishes that the agent stand still. */
  hold(): Promise<void>;
  /** Asked before every write; a path relative to the worktree, or absolute where it leaves it. */
  mayWrite(path: string): Promise<Permit>;
  /** Asked after every command: what it wrote and may not is put back, and what it could not write has a holder; in words for the model, empty where neither is. */
  afterCommand(command: string, output: string): Promise<string[]>;
  ask(question: Question): Promise<Answer>;
  /** The model has these messages: a request went out with them. */
  onHeard(ids: string[]): void;
  /** Aborted on cancel, time-out and lost lease: the turn must end soon. */
  signal: AbortSignal;
}

/** How one turn (prompt to result) ended. Judged by the engine's own result, not by an exit code. */
export interface Turn {
  ok: boolean;
  reason: z.infer<typeof FailureReason> | null;
  /** The agent's last words, or what went wrong, for people. */
  message: string;
  /** With provider_quota: when there is some again, ISO 8601; null where nobody said. */
  quotaUntil: string | null;
  usage: Usage;
}

/** A living engine process (or loop) that can take several turns in one session. */
export interface EngineSession {
  pid: number | null;
  engineVersion: string | null;
  /** The session it is in: that of the run, or the one it goes on with. */
  sessionId: string;
  resumed: boolean;
  billing: 'subscription' | 'api' | 'none';
  /**
   * Sends a message and resolves when the engine has finished with it, and with whatever it was told meanwhile.
   * `ids` are the messages of people in it. Never rejects for engine failures.
   */
  say(text: string, ids?: string[]): Promise<Turn>;
  /** Says something in the middle of a turn: the model hears it at its next tool boundary. false between turns. */
  tell(message: Told): boolean;
  /**
   * Ends the turn it is in as stalled: by an interrupt, and the process itself where it does not heed that. What it was
   * told and no request has held is forgotten.
   */
  interrupt(): void;
  /** Whether it can take another message. */
  isOpen(): boolean;
  /** What the turn waits for: an answer of the model, or a tool; null where nothing is open. */
  waitsFor(): 'model' | 'tool' | null;
  /** Whether it says within so many milliseconds that it is there. */
  answers(timeoutMs: number): Promise<boolean>;
  /** Ends it with everything it started: interrupt, close, SIGTERM, SIGKILL of the tree. Safe to repeat. */
  stop(): Promise<void>;
}

export interface Engine {
  name: z.infer<typeof EngineName>;
  /** Whether this machine can run it, and how it is logged in. Makes no request, prints no secret. */
  probe(): Promise<z.infer<typeof EngineReport>>;
  open(run: EngineRun): Promise<EngineSession>;
}
