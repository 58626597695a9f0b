import { ERROR_STATUS, type ErrorCode } from '@/contract/errors';
import { type FaultKind, faultKind } from '../../cli/src/server/server-fault';
import type { Answers, AnswerTo, Command } from './commands';
import type { World } from './schedule/world';

export interface Fault {
  kind: FaultKind;
  code: ErrorCode | 'UNREACHABLE' | 'FOREIGN_ANSWER' | 'ABORTED';
}
export type Heard<C extends Command> = { value: AnswerTo<C> } | { fault: Fault };

const UNREACHABLE: Fault = { kind: 'transient', code: 'UNREACHABLE' };
const FOREIGN: Fault = { kind: 'transient', code: 'FOREIGN_ANSWER' };

/** One machine's way to the server and back. */
export class Link {
  /** Until these ticks nothing gets through, or garbage comes back. */
  upCutUntil = 0;
  downCutUntil = 0;
  garbageUntil = 0;
  slowUntil = 0;
  /** So many of the next requests are delivered twice, arrive late, or lose their answer in the server. */
  twice = 0;
  late = 0;
  lostAfterCommit = 0;
  private lastArrival = 0;

  constructor(private readonly world: World) {}

  /** Sends a request; `done` is told once, with an answer or a fault, unless its process is gone by then. */
  send<C extends Command>(command: C, timeoutTicks: number, done: (heard: Heard<C>) => void): void {
    const { world } = this;
    const { timeline, random } = world;
    let over = false;
    const hear = (heard: Heard<C>) => {
      if (over) return;
      over = true;
      done(heard);
    };
    timeline.after(timeoutTicks, () => hear({ fault: UNREACHABLE }));
    const copies = this.twice > 0 ? 2 : 1;
    if (copies === 2) this.twice--;
    for (let copy = 0; copy < copies; copy++) {
      const late = this.late > 0 && this.late-- > 0;
      const slow = timeline.now < this.slowUntil ? random.int(0, 12) : 0;
      const way = late ? random.int(5, 82) : slow + random.pick([0, 0, 0, 1, 1, 2]) + copy * random.int(0, 3);
      this.deliver(command, way, hear);
    }
  }

  private deliver<C extends Command>(command: C, way: number, hear: (heard: Heard<C>) => void): void {
    const { world } = this;
    const { timeline, random } = world;
    if (timeline.now < this.upCutUntil) return;
    const sent = timeline.now;
    timeline.after(way, () => {
      if (timeline.now < this.upCutUntil) return;
      if (timeline.now < world.serverAwayUntil) {
        world.saw('a server is away');
        return hear({ fault: UNREACHABLE });
      }
      if (sent < this.lastArrival) world.saw('a request overtakes another');
      this.lastArrival = Math.max(this.lastArrival, sent);
      const outcome = world.serve(command);
      if (this.lostAfterCommit > 0) {
        this.lostAfterCommit--;
        world.saw('an answer is lost after the commit');
        return;
      }
      timeline.after(random.pick([0, 0, 1]), () => {
        if (timeline.now < this.downCutUntil) {
          world.saw('an answer is lost after the commit');
          return;
        }
        if (timeline.now < this.garbageUntil) {
          world.saw('an answer is garbage');
          return hear({ fault: FOREIGN });
        }
        hear(
          'value' in outcome
            ? { value: outcome.value as Answers[C['do']] }
            : {
                fault: {
                  kind: faultKind(ERROR_STATUS[outcome.refused], outcome.refused),
                  code: outcome.refused,
                },
              },
        );
      });
    });
  }

  heal(): void {
    this.upCutUntil = 0;
    this.downCutUntil = 0;
    this.garbageUntil = 0;
    this.slowUntil = 0;
    this.twice = 0;
    this.late = 0;
    this.lostAfterCommit = 0;
  }
}
