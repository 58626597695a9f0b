import type { Desired, FailureReason } from '@/contract/attempt';
import { makeFrame } from '../../../cli/src/logs/frame';
import { openSpool, type Spool } from '../../../cli/src/logs/spool';
import { afterBeatFault, beatPause } from '../../../cli/src/runner/heartbeat-state';
import { type Trust, trustAt } from '../../../cli/src/runner/lease';
import {
  isSilent,
  meaningOf,
  type StopReason,
  saidBecauseOf,
  strongerStop,
} from '../../../cli/src/runner/stop-state';
import { type Moment, trustWindow } from '../../../cli/src/runner/trust-window';
import type { Granted, SimResult } from '../commands';
import type { Fault } from '../network';
import { TICK_MS } from '../timeline';
import type { AgentTruth } from '../truth';
import { deliver } from './delivery';
import { forget, logPath } from './folder';
import type { RunnerProcess } from './process';
import { LogUpload } from './upload';

const BASE = '0'.repeat(40);
const PATHS = ['src/a.ts', 'src/b.ts', 'src/', 'docs/*.md', 'docs/x.md'];
const WHY: FailureReason[] = ['no_result', 'provider_overloaded', 'process_crash', 'permission_denied'];

/** One agent while a machine has it: engine, log, heartbeats, result. */
export class AgentAtWork {
  private readonly window = trustWindow();
  private readonly spool: Spool;
  private readonly upload: LogUpload;
  private readonly truth: AgentTruth;
  private reason: StopReason | null = null;
  private missed = 0;
  private seq = 0;
  private over = false;
  private concluding = false;
  /** The tick at which its trust began; an answer that was overtaken does not set it back. */
  private trustedSince: number;
  private lines: number;

  constructor(
    private readonly process: RunnerProcess,
    private readonly granted: Granted,
    since: Moment,
    sinceTick: number,
  ) {
    const { machine } = process;
    const { world, runnerId } = machine;
    const { agentId, taskId } = granted;
    machine.disk.notes.set(`${agentId}/meta`, { agentId, taskId });
    this.trustedSince = sinceTick;
    this.window.renew(since, world.model.timers.leaseTtlMs);
    this.truth = world.truth.of(agentId, taskId, runnerId);
    this.spool = openSpool(logPath(agentId), undefined, machine.disk);
    this.lines = world.random.int(1, granted.kind === 'work' ? 7 : 3);
    this.upload = new LogUpload({
      machine,
      process,
      agentId,
      token: granted.token,
      spool: this.spool,
      onDesired: (desired) => this.onDesired(desired),
      onLost: () => this.stop('lost'),
    });
  }

  begin(): void {
    this.beat();
    this.machine.ask(this.process, {
      command: () => ({ do: 'start', agentId: this.granted.agentId, token: this.granted.token }),
      over: () => this.reason !== null,
      answered: ({ desired }) => {
        this.onDesired(desired);
        this.work();
      },
      refused: (fault) => this.onFault(fault),
    });
  }

  stop(why: StopReason) {
    this.reason = strongerStop(this.reason, why);
    if (isSilent(this.reason)) return this.end();
    this.conclude(resultOf('failed', {}));
  }

  /** Whether its lease may be trusted now. */
  trust(): Trust {
    return trustAt(
      this.window.elapsedMs(this.machine.now()),
      this.window.askedMs(),
      this.window.ttlMs(),
      this.machine.world.model.timers,
    );
  }

  private get machine() {
    return this.process.machine;
  }

  private onDesired(desired: Desired): void {
    if (desired === 'cancel' && !this.over) this.stop('cancel');
  }
  private onFault(fault: Fault): void {
    if (fault.code === 'ABORTED') return;
    const { lost, fatal } = meaningOf(fault.kind);
    if (lost) this.stop('lost');
    if (fatal) this.process.fatal();
    if (!lost && !fatal) this.conclude(resultOf('failed', { reason: 'unknown' }));
  }

  private beat() {
    if (this.over) return;
    const { machine } = this;
    const { world } = machine;
    const sent = machine.now();
    const sentAt = world.timeline.now;
    const { agentId, token } = this.granted;
    machine.link.send({ do: 'heartbeat', seq: this.seq++, agentId, token }, 9, (heard) =>
      machine.after(this.process, 0, () => {
        if (this.over) return;
        if ('value' in heard) {
          this.missed = 0;
          this.window.renew(sent, world.model.timers.leaseTtlMs);
          this.trustedSince = Math.max(this.trustedSince, sentAt);
          this.onDesired(heard.value.desired);
        } else if (afterBeatFault(heard.fault.kind) === 'lost') {
          return this.stop('lost');
        } else {
          world.saw('a heartbeat is missed');
          this.missed++;
          this.window.missed(sent);
        }
        const pause = beatPause(
          { missed: this.missed, paused: false, hurry: false },
          world.model.timers,
          world.random.next(),
        );
        machine.after(this.process, pause / TICK_MS, () => this.beat());
      }),
    );
  }

  /** The engine: writes lines, asks for locks, and comes to an end. */
  private work() {
    if (this.over || this.concluding) return;
    const { machine } = this;
    const { random } = machine.world;
    const trust = this.trust();
    if (trust === 'over') return this.stop('lost');
    if (trust === 'paused') {
      machine.world.saw('an agent stands still');
      return machine.after(this.process, 3, () => this.work());
    }
    if (this.lines-- <= 0) return this.conclude(this.outcome());
    this.write(random.int(1, 3));
    if (this.granted.kind === 'work' && random.chance(0.3)) this.askLock();
    machine.after(this.process, random.chance(0.1) ? random.int(10, 50) : random.int(0, 5), () =>
      this.work(),
    );
  }

  private write(frames: number) {
    const { world } = this.machine;
    for (let i = 0; i < frames; i++) {
      const text = `line ${world.nextId()} ${'.'.repeat(world.random.int(0, 60))}\n`;
      const frame = makeFrame('stdout', world.timeline.nowMs, Buffer.from(text), false);
      try {
        this.spool.append([frame]);
      } catch {
        world.saw('a disk is full');
        this.truth.cut = true;
        return this.stop('disk_full');
      }
      world.truth.write(this.truth, frame);
    }
    this.upload.wake();
  }

  private askLock(): void {
    const { random } = this.machine.world;
    const { agentId, token } = this.granted;
    this.machine.ask(this.process, {
      command: () => ({ do: 'lock', paths: [random.pick(PATHS)], agentId, token }),
      over: () => this.over || this.concluding,
      answered: () => {},
      refused: (fault) => {
        if (fault.kind === 'lost') this.stop('lost');
      },
    });
  }

  private outcome(): SimResult {
    const { random } = this.machine.world;
    const { kind, headSha } = this.granted;
    if (random.chance(0.08)) return resultOf('failed', { reason: random.pick(WHY) });
    if (kind === 'work')
      return resultOf('succeeded', {
        baseSha: BASE,
        headSha: random.chance(0.05) ? BASE : this.machine.world.nextSha(),
      });
    if (kind === 'verify') {
      const check = random.chance(0.15) ? 'failed' : random.chance(0.1) ? 'skipped' : 'passed';
      return resultOf('succeeded', { headSha, check });
    }
    return resultOf('succeeded', { headSha, mergedSha: headSha });
  }

  /** Commits or merges where it is sure of its lease, then reports. */
  private conclude(result: SimResult) {
    if (this.concluding || this.over) return;
    this.concluding = true;
    const { machine } = this;
    const act = () => {
      if (this.over) return;
      if (!this.mayWrite()) return machine.after(this.process, 1, act);
      // What ended it meanwhile counts more than what it has come to.
      const said = becauseOf(this.reason, result);
      if (said.outcome === 'succeeded') this.sideEffect(said);
      if (!machine.disk.full) this.spool.finish();
      this.report(said);
    };
    act();
  }

  private sideEffect(said: SimResult): void {
    const { machine } = this;
    // A clock that was set back and then slept through is seen by neither clock: nobody could know.
    const blind = machine.setBackAt >= this.trustedSince && machine.sleptAt >= this.trustedSince;
    machine.world.sideEffect(this.granted, said, blind);
  }

  private report(result: SimResult): void {
    const { machine, process } = this;
    const releasedAt = machine.world.timeline.now;
    deliver({
      machine,
      process,
      agentId: this.granted.agentId,
      token: this.granted.token,
      upload: this.upload,
      result,
      may: () => this.mayWrite(),
      over: () =>
        isSilent(this.reason) || (this.reason === 'release' && machine.world.timeline.now > releasedAt + 14),
      done: () => this.end(),
    });
  }

  private mayWrite(): boolean {
    const trust = this.trust();
    if (trust === 'over') this.stop('lost');
    if (trust !== 'sure') this.machine.world.saw('a runner is unsure and waits');
    return trust === 'sure';
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.upload.stop();
    forget(this.machine, this.granted.agentId);
    this.process.ended(this.granted.agentId);
  }
}

function resultOf(outcome: SimResult['outcome'], said: Partial<SimResult>): SimResult {
  const { reason = null, baseSha = null, headSha = null, mergedSha = null, check = null } = said;
  return { reason, baseSha, headSha, mergedSha, check, outcome };
}

/** What a stop makes of a result, without its words for people. */
function becauseOf(stopped: StopReason | null, result: SimResult): SimResult {
  const said: Partial<SimResult> = saidBecauseOf(stopped);
  const { reason = result.reason, outcome = result.outcome } = said;
  const { baseSha, headSha, mergedSha, check } = result;
  return { reason, baseSha, headSha, mergedSha, check, outcome };
}
