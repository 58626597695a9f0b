import type { FlowCondition } from '@/contract/flow-condition';
import type { Ending, Place } from './plan';

/** A step that has ended. `cause` of a skipped one is why; `branch` of a choice which way it went; `round` of a loop its last. */
export interface Ended extends Place {
  ending: Ending;
  reason: string | null;
  cause?: number | null;
  branch?: boolean;
  round?: number;
}
/** What arrives at a step: how many links, how many of them met, and the first cause among those that were not. */
export interface Arrival extends Place {
  arrived: number;
  met: number;
  cause: number | null;
}
/** What ends within a step’s rounds; a place of null is the run. */
export interface Leaving {
  place: Place | null;
  ended: number;
  failed: number;
}
/** A step at which the last link has arrived. */
export interface Due extends Place {
  met: number;
  cause: number | null;
}
/** A step of which nothing is open in its rounds; `round` is the last one, `failed` what nobody took care of in it. */
export interface Emptied extends Place {
  round: number;
  failed: number;
}
/** Whether a condition holds, seen from a step that has ended. */
export interface Question {
  at: Ended;
  when: FlowCondition;
}
/** Rounds that a step opens: each has the steps of its body. */
export interface Opening {
  place: Place;
  from: number;
  rounds: number;
  body: number[];
}

/** Places of a group that are free again. */
export interface Freed extends Place {
  many: number;
}

/** How a step stands, seen from a restart. */
export interface Standing extends Place {
  status: string;
  reason: string | null;
  cause: number | null;
  branch: boolean | null;
  round: number | null;
}
/** A step that stands anew: what has arrived at it of what stays, and whether it begins at once. */
export interface Anew extends Arrival {
  open: number;
}
/** Rounds that go on once more: what is open in them, and what of them failed without anybody taking care of that. */
export interface Reopened {
  /** null is the run. */
  place: Place | null;
  /** Of a loop: the round that is its last again. */
  round: number | null;
  left: number;
  failed: number;
}

/** What the core asks of whoever keeps the state; each is answered before it goes on. */
export type Ask =
  | { ask: 'settle'; ended: Ended[]; arrivals: Arrival[]; leaving: Leaving[] }
  | { ask: 'endings'; places: Place[] }
  | { ask: 'standing'; within: Place | null }
  | { ask: 'restart'; anew: Anew[]; reopened: Reopened[]; dropped: string[]; counting: Place[] }
  | { ask: 'meets'; questions: Question[] }
  | { ask: 'choose'; places: Place[] }
  | { ask: 'count'; places: Place[] }
  | { ask: 'open'; openings: Opening[] }
  | { ask: 'start'; places: Place[]; freed: Freed[] };
export interface Answers {
  settle: { due: Due[]; emptied: Emptied[] };
  endings: Ended[];
  /** All that stands directly within a step’s rounds, or within the run. */
  standing: Standing[];
  restart: undefined;
  meets: boolean[];
  choose: boolean[];
  /** How many items, or why there is no list. */
  count: (number | string)[];
  open: undefined;
  start: undefined;
}
export type Asking<R> = Generator<Ask, R, never>;

/** Asks, and has the answer that belongs to it. */
export function* asking<A extends Ask>(ask: A): Asking<Answers[A['ask']]> {
  return (yield ask) as Answers[A['ask']];
}
