import { DEFAULT_TIMERS, type Timers } from '@/contract/protocol';
import type { Answers, AnswerTo, Command } from '../commands';
import { append, finish, heartbeat, lock, logState, start } from './agents';
import { claim } from './claims';
import { approve, cancel, create, kill, releaseLocks, requestChanges, retry, trust } from './people';
import { Rows } from './rows';
import { open, sweep } from './sweeps';

/**
 * The server as a state machine: production's own decisions over tables in memory. Each command is one transaction,
 * done at once; what it refuses has changed nothing.
 */
export class Model {
  readonly rows = new Rows();
  readonly timers: Timers = DEFAULT_TIMERS;
  nowMs = 0;
  private names = 0;
  private readonly tokenHashes = new Map<string, Buffer>();

  constructor(runners: { id: string; maxConcurrent: number }[]) {
    for (const { id, maxConcurrent } of runners)
      this.rows.runners.set(id, { id, epoch: 0, status: 'ACTIVE', maxConcurrent, trusted: 0, seenAt: 0 });
  }

  /** How long a runner may take to stop an agent that a person has ended. */
  get patienceMs(): number {
    const { heartbeatMs, cancelGraceMs, flushMs, leaseGraceMs } = this.timers;
    return heartbeatMs + cancelGraceMs + flushMs + leaseGraceMs;
  }

  name(of: string): string {
    return `${of}${++this.names}`;
  }

  /** What is compared of a token. */
  tokenHash(token: string): Buffer {
    const known = this.tokenHashes.get(token);
    if (known) return known;
    const made = Buffer.from(token);
    this.tokenHashes.set(token, made);
    return made;
  }

  /** Does a command at a moment of virtual time. Throws Refused. */
  do<C extends Command>(command: C, nowMs: number): AnswerTo<C> {
    this.nowMs = nowMs;
    const run = VERBS[command.do] as (model: Model, command: Command) => Answers[keyof Answers];
    return run(this, command) as AnswerTo<C>;
  }
}

type Verbs = {
  [N in Command['do']]: (model: Model, command: Extract<Command, { do: N }>) => Answers[N];
};
const VERBS: Verbs = {
  create,
  open,
  claim,
  start,
  heartbeat,
  append,
  logState,
  lock,
  finish,
  sweep: (model) => sweep(model),
  cancel,
  retry,
  approve,
  requestChanges,
  kill,
  releaseLocks,
  trust,
};
