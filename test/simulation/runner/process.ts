import { leftoverFate } from '../../../cli/src/runner/delivery-state';
import { meaningOf } from '../../../cli/src/runner/stop-state';
import type { Moment } from '../../../cli/src/runner/trust-window';
import type { Answers, Granted } from '../commands';
import { AgentAtWork } from './agent';
import { forget } from './folder';
import { handIn, type Left } from './leftover';
import type { Machine } from './machine';

/** One process of a runner, from its start to its end: session, leftovers, claims, agents. */
export class RunnerProcess {
  alive = true;
  readonly agents = new Map<string, AgentAtWork>();
  private epoch = 0;
  private leaving: 'no' | 'drain' | 'release' = 'no';

  constructor(readonly machine: Machine) {}

  start(): void {
    const { notes } = this.machine.disk;
    const left: Left[] = [];
    for (const [name, note] of notes) if (name.endsWith('/meta')) left.push(note as Left);
    let since: Moment = this.machine.now();
    this.machine.ask(this, {
      command: () => {
        since = this.machine.now();
        return {
          do: 'open',
          runnerId: this.machine.runnerId,
          active: left.map(({ agentId }) => agentId),
        };
      },
      answered: (opened) => {
        this.epoch = opened.epoch;
        this.offer(left, opened, since);
      },
      refused: () => this.exit(),
    });
  }

  die(): void {
    this.alive = false;
  }
  /** Finishes what runs, claims no more, and leaves. */
  drain(): void {
    if (this.leaving === 'no') this.leaving = 'drain';
    this.leaveIfDone();
  }
  /** Hands everything back and leaves. */
  handBack(): void {
    this.leaving = 'release';
    for (const agent of [...this.agents.values()]) agent.stop('release');
    this.leaveIfDone();
  }
  /** A call said that this whole process must end. */
  fatal(): void {
    if (this.leaving === 'no') this.leaving = 'release';
    for (const agent of [...this.agents.values()]) agent.stop('lost');
    this.leaveIfDone();
  }
  ended(agentId: string): void {
    this.agents.delete(agentId);
    this.leaveIfDone();
  }

  private leaveIfDone(): void {
    if (this.leaving !== 'no' && this.agents.size === 0) this.exit();
  }
  private exit(): void {
    this.alive = false;
    this.machine.exited(this);
  }

  /** What a crash left is handed in beside new work. */
  private offer(left: Left[], opened: Answers['open'], since: Moment): void {
    for (const one of left) {
      const fate = leftoverFate(one.agentId, opened.adopt);
      if (fate === 'forget') {
        this.machine.world.saw('what a crash left is forgotten');
        forget(this.machine, one.agentId);
      } else handIn(this, one, fate.token, since);
    }
    this.claim();
  }

  private claim() {
    if (this.leaving !== 'no') return;
    const { machine } = this;
    const { random } = machine.world;
    const inDoubt = [...this.agents.values()].some((agent) => agent.trust() !== 'sure');
    if (inDoubt) machine.world.saw('a runner in doubt claims nothing');
    if (this.agents.size >= 2 || inDoubt || machine.disk.full)
      return machine.after(this, 3, () => this.claim());
    const claimId = machine.world.nextId();
    let since: Moment = machine.now();
    let sinceTick = machine.world.timeline.now;
    machine.ask(this, {
      command: () => {
        since = machine.now();
        sinceTick = machine.world.timeline.now;
        return {
          do: 'claim',
          runnerId: machine.runnerId,
          epoch: this.epoch,
          claimId,
          late: this.leaving !== 'no',
        };
      },
      answered: ({ state, granted }) => {
        if (state === 'superseded') return this.fatal();
        if (granted) this.begin(granted, since, sinceTick);
        machine.after(this, granted ? 0 : random.int(5, 12), () => this.claim());
      },
      refused: (fault) => (meaningOf(fault.kind).fatal ? this.fatal() : this.exit()),
    });
  }

  private begin(granted: Granted, since: Moment, sinceTick: number): void {
    const agent = new AgentAtWork(this, granted, since, sinceTick);
    this.agents.set(granted.agentId, agent);
    this.machine.given();
    agent.begin();
    if (this.leaving !== 'no') agent.stop('release');
  }
}
