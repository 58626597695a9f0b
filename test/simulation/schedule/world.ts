import {
  type AnswerTo,
  type Command,
  type Granted,
  type Outcomes,
  Refused,
  type SimResult,
} from '../commands';
import type { Rare } from '../coverage';
import { Model } from '../model/model';
import { type Random, seeded } from '../random';
import { logPath } from '../runner/folder';
import type { Left } from '../runner/leftover';
import { Machine } from '../runner/machine';
import { Timeline } from '../timeline';
import { Truth } from '../truth';
import { Auditor } from './audit';

const RUNNERS = ['runner-1', 'runner-2', 'runner-3'];
const SHA = 'a'.repeat(40);
export const SWEEP_TICKS = 8;
const FRAME_AND_CRC = 4;

/** One line of what was asked of the server, and what it said. */
export interface Exchange {
  atMs: number;
  command: Command;
  outcome: Outcomes;
  /** Nothing was told of it: no row has moved. */
  quiet: boolean;
}

/** Everything of one schedule: a server, three machines, what really happened, and who watches over it. */
export class World {
  readonly timeline = new Timeline();
  readonly random: Random;
  readonly model = new Model(RUNNERS.map((id) => ({ id, maxConcurrent: 2 })));
  readonly truth = new Truth();
  readonly auditor = new Auditor(this);
  readonly machines: Machine[];
  readonly ghosts: Machine[] = [];
  /** Agents whose log lies on two disks. */
  readonly ghostsOf = new Set<string>();
  readonly history: Exchange[] = [];
  readonly seen = new Set<Rare>();
  /** Agents that a claim was granted. */
  readonly granted = new Set<string>();
  serverAwayUntil = 0;
  private ids = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
    this.machines = RUNNERS.map((id) => new Machine(this, id));
    for (const [i, machine] of this.machines.entries()) this.timeline.after(i, () => machine.boot());
    this.sweepForEver();
  }

  saw(state: Rare): void {
    this.seen.add(state);
  }
  nextId = (): string => `id${++this.ids}`;
  nextSha = (): string => {
    const digits = `${++this.ids}`;
    return SHA.slice(digits.length) + digits;
  };

  /** A command reaches the server: one transaction, watched. */
  serve<C extends Command>(command: C): Outcomes {
    const before = this.auditor.before(command);
    const told = this.model.rows.events.length;
    let outcome: Outcomes;
    try {
      outcome = { value: this.model.do(command, this.timeline.nowMs) as AnswerTo<Command> };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      outcome = { refused: error.code, next: error.next };
    }
    const quiet = this.model.rows.events.length === told;
    this.history.push({ atMs: this.timeline.nowMs, command, outcome, quiet });
    this.auditor.after(command, outcome, before, quiet);
    return outcome;
  }

  /** A person's command; they see the answer at once. */
  person<C extends Command>(command: C): AnswerTo<C> | null {
    if (this.timeline.now < this.serverAwayUntil) return null;
    const outcome = this.serve(command);
    return 'value' in outcome ? (outcome.value as AnswerTo<C>) : null;
  }

  /** An agent commits, or moves the project's branch, on its machine. */
  sideEffect({ agentId, taskId, kind }: Granted, { mergedSha }: SimResult, blind: boolean): void {
    if (!blind) this.auditor.sideEffect(agentId);
    if (kind !== 'merge' || mergedSha === null) return;
    const merged = this.truth.merges.get(taskId) ?? [];
    // A merge that an earlier agent made is seen in the branch and not made again.
    if (!merged.includes(mergedSha)) this.truth.merges.set(taskId, [...merged, mergedSha]);
    this.saw('a merge is made');
  }

  /** A machine goes dark: what its disk had not synced is lost. */
  cutPower(machine: Machine): void {
    const { sure } = this.auditor;
    for (const { agentId, runnerId, written } of this.truth.agents.values()) {
      if (runnerId !== machine.runnerId) continue;
      const synced = sureBytes(written, machine.disk.syncedOf(logPath(agentId)));
      // What an earlier cut has torn stays torn until the log is opened again.
      sure.set(agentId, Math.min(synced, sure.get(agentId) ?? synced));
    }
    machine.kill();
    if (machine.disk.cutPower() > 0) this.saw('unsynced bytes are lost');
    this.saw('a machine loses power');
  }

  /** A log was opened again after a crash and has so many bytes. */
  reopened(machine: Machine, { agentId, taskId }: Left, bytes: number): void {
    const truth = this.truth.of(agentId, taskId, machine.runnerId);
    if (machine.ghost) return;
    if (bytes < truth.length) this.saw('a torn record is cut off');
    this.auditor.reopened(truth, bytes);
    this.truth.keep(truth, bytes);
  }

  private sweepForEver(): void {
    this.timeline.after(SWEEP_TICKS, () => {
      if (this.timeline.now >= this.serverAwayUntil) this.serve({ do: 'sweep' });
      this.sweepForEver();
    });
  }
}

/** How many bytes of frames lie wholly within the first `synced` bytes of their file. */
function sureBytes(frames: Buffer[], synced: number): number {
  let file = 0;
  let log = 0;
  for (const frame of frames) {
    file += FRAME_AND_CRC + frame.length;
    if (file > synced) break;
    log += frame.length;
  }
  return log;
}
