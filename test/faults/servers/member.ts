import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Assignment } from '@/contract/claim';
import { type Answer, changeOf, frame, ProtocolRunner } from '../../support/protocol-runner';
import { resultOf } from '../model/machine-commands';

/** What a machine knows of an agent that it was given. */
export interface Held {
  assignment: Assignment;
  /** Its result was accepted, as far as this machine was told. */
  accepted: boolean;
}

/** How a machine ends: gone for good and begun anew, silent for a while and back again, or nothing of it. */
export type Death = 'restart' | 'silence' | null;

class Died extends Error {}

/** A machine that works what it is given, repeats what is not answered, and may be struck at any of its calls. */
export class Member {
  readonly held: Held[] = [];
  deaths = 0;
  private readonly machine: ProtocolRunner;
  private death: Death = null;
  private stopping = false;

  constructor(
    url: string,
    readonly name: string,
  ) {
    this.machine = new ProtocolRunner(url);
  }

  get runnerId(): string {
    return this.machine.runnerId;
  }

  strike(death: Death): void {
    this.death = death;
  }
  stop(): void {
    this.stopping = true;
  }

  /** Works until it is told to stop and has nothing in hand. */
  async live(silenceMs: number): Promise<void> {
    await this.again(() => this.machine.connect(this.name).then(() => ({ status: 200 }) as Answer));
    await this.again(() => this.machine.open([], 2));
    while (!this.stopping)
      try {
        await this.work(silenceMs);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        this.deaths++;
        await this.again(() => this.machine.open([], 2));
      }
  }

  private async work(silenceMs: number): Promise<void> {
    const claimId = randomUUID();
    // Struck with nothing in hand, no work would have to be begun again.
    const claimed = await this.again(() => this.machine.claim(300, claimId));
    const assignment: Assignment | null = claimed.data.assignment;
    if (!assignment) {
      await pause(50);
      return;
    }
    const held = { assignment, accepted: false };
    this.held.push(held);
    const chunks = [0, 1].map((n) => frame(1, `${assignment.taskRef} ${assignment.attempt} line ${n}\n`));
    let off = 0;
    await this.call(() => this.machine.begin(assignment), silenceMs);
    for (const bytes of chunks) {
      await this.call(() => this.machine.append(assignment, off, bytes), silenceMs);
      off += bytes.length;
    }
    const result = { ...resultOf(assignment.kind, 'succeeded'), ...changesOf(assignment) };
    const { status } = await this.call(() => this.machine.finish(assignment, result, chunks), silenceMs);
    held.accepted = status === 200;
  }

  /** One call, unless this machine is struck before it. A silent one comes back and goes on as if nothing were wrong. */
  private async call(run: () => Promise<Answer>, silenceMs: number): Promise<Answer> {
    const struck = this.death;
    this.death = null;
    if (struck === 'restart') throw new Died();
    if (struck === 'silence') await pause(silenceMs);
    return this.again(run);
  }

  /** Until somebody answers: a server that was killed meanwhile may have done it. */
  private async again(run: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 0; ; tries++) {
      const answer = await run().catch(() => null);
      if (answer && answer.status < 500) return answer;
      if (tries > 400) throw new Error(`${this.name}: nobody answers`);
      await pause(50);
    }
  }
}

/** Each task changes a file of its own: none has to wait until another one is merged, and begin again. */
const changesOf = ({ kind, taskRef }: Assignment) =>
  kind === 'work' && { changes: changeOf(`src/${taskRef}.js`) };
