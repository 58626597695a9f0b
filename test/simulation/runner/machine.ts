import type { Moment } from '../../../cli/src/runner/trust-window';
import type { AnswerTo, Command } from '../commands';
import { type Fault, Link } from '../network';
import type { World } from '../schedule/world';
import { TICK_MS } from '../timeline';
import { VirtualDisk } from './disk';
import { RunnerProcess } from './process';

/** A machine that a runner lives on: its clocks, its disk, its way to the server, and the process while it lives. */
export class Machine {
  readonly link: Link;
  readonly disk: VirtualDisk;
  process: RunnerProcess | null = null;
  private asleepUntil = 0;
  private sleptMs = 0;
  private wallSkewMs = 0;
  /** So many times its lid is closed for a while as soon as it has been given work. */
  lidsToCome = 0;
  /** The ticks at which the wall clock was last set back and a sleep last ended: together they are seen by no clock. */
  setBackAt = -1;
  sleptAt = -1;

  constructor(
    readonly world: World,
    readonly runnerId: string,
    /** A copy of another machine's disk: it is not started again once it has ended. */
    readonly ghost = false,
  ) {
    this.link = new Link(world);
    this.disk = new VirtualDisk(world.timeline, world.random);
  }

  now(): Moment {
    const { nowMs } = this.world.timeline;
    return { mono: nowMs - this.sleptMs, wall: nowMs + this.wallSkewMs };
  }
  sleep(ticks: number): void {
    const { now } = this.world.timeline;
    // Whoever sleeps already sleeps once: its clock stands still no longer than it does.
    const from = Math.max(now, this.asleepUntil);
    this.asleepUntil = Math.max(from, now + ticks);
    this.sleptMs += (this.asleepUntil - from) * TICK_MS;
    this.sleptAt = this.asleepUntil;
  }
  setClock(byMs: number): void {
    this.wallSkewMs += byMs;
    if (byMs < 0) this.setBackAt = this.world.timeline.now;
  }

  given(): void {
    if (this.lidsToCome === 0) return;
    this.lidsToCome--;
    this.link.upCutUntil = this.link.downCutUntil = this.world.timeline.now + 92;
  }

  heal(): void {
    this.lidsToCome = 0;
    this.link.heal();
    this.disk.full = false;
  }

  boot(): void {
    if (this.process) return;
    this.process = new RunnerProcess(this);
    this.process.start();
  }
  kill(): void {
    this.process?.die();
    this.disk.forgetHandles();
    this.process = null;
  }
  /** The process has ended by itself; a service manager starts it again. */
  exited(process: RunnerProcess): void {
    if (this.process !== process) return;
    this.kill();
    if (!this.ghost) this.world.timeline.after(this.world.random.int(4, 15), () => this.boot());
  }

  /** Lets something happen later, if its process is there by then; a machine that sleeps does it when it wakes. */
  after(process: RunnerProcess, ticks: number, run: () => void): void {
    this.world.timeline.after(ticks, () => this.awake(process, run));
  }
  private awake(process: RunnerProcess, run: () => void): void {
    const { timeline } = this.world;
    if (!process.alive) return;
    if (timeline.now < this.asleepUntil)
      timeline.after(this.asleepUntil - timeline.now, () => this.awake(process, run));
    else run();
  }

  /** Sends a request until it is answered by more than a fault that may pass. */
  ask<C extends Command>(
    process: RunnerProcess,
    given: {
      command: () => C;
      timeoutTicks?: number;
      /** Asked before each try; false waits. */
      may?: () => boolean;
      /** Asked before each try: nobody wants the answer any more. */
      over?: () => boolean;
      answered(value: AnswerTo<C>): void;
      refused(fault: Fault): void;
    },
  ): void {
    const { random } = this.world;
    let tries = 0;
    const attempt = () => {
      if (given.over?.()) return given.refused({ kind: 'transient', code: 'ABORTED' });
      if (given.may && !given.may()) return this.after(process, 1, attempt);
      this.link.send(given.command(), given.timeoutTicks ?? 14, (heard) =>
        this.awake(process, () => {
          if ('value' in heard) return given.answered(heard.value);
          if (heard.fault.kind !== 'transient') return given.refused(heard.fault);
          this.after(process, random.int(1, Math.min(2 ** ++tries, 9)), attempt);
        }),
      );
    };
    attempt();
  }
}
