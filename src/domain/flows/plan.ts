import type { FlowCondition } from '@/contract/flow-condition';

/** How a step can end. */
export type Ending = 'succeeded' | 'failed' | 'skipped' | 'cancelled';

/** One way in which a link is met. */
export interface Way {
  /** `any`: it ended, but not by being skipped; `end`: however it ended, which takes care of no failure. */
  on: 'success' | 'failure' | 'any' | 'end';
  /** Where this does not hold, it is not met. */
  when?: FlowCondition;
  /** Where this holds, it is not met. */
  unless?: FlowCondition;
  /** Of a choice: which way it leads. */
  branch?: boolean;
  /** Of a loop: the step of its last round whose end counts, instead of the loop’s own. */
  via?: number;
}

/** What one step means to another of the same scope once it has ended: met where any of its ways is. Steps are named by their place in the plan. */
export interface Link {
  to: number;
  ways: Way[];
  /** A failure that arrives here has been taken care of, whether or not the link is met. */
  absorbs?: boolean;
}

interface Common {
  /** The node that it came from, and which of several it is where a strategy makes more of one. */
  node: string;
  part: string | null;
  /** How many links lead to it, and how many of them must be met. */
  needs: number;
  enough: number;
  out: Link[];
  /** The step whose rounds it belongs to; null for the run itself. */
  within: number | null;
  /** At most so many tasks of a group at once: the step that counts them, and how many scopes further out that stands. */
  group: { step: number; up: number } | null;
  /** Of a step that counts: how many tasks it lets run at once. */
  most: number | null;
}

/**
 * task: an agent does it. review: a person decides. wait: time passes. join: waits for what leads to it; a strict one fails
 * where another would be skipped. choice: decides by a condition. each: its body once for every item of a list, a mere
 * container once. loop: its body again while `again` leads back, at most `cap` times in all.
 */
export type Step = Common &
  (
    | { kind: 'task' | 'review' | 'wait' }
    | { kind: 'join'; strict: boolean }
    | { kind: 'choice'; condition: FlowCondition }
    | { kind: 'each'; body: number[] }
    | {
        kind: 'loop';
        body: number[];
        latch: number;
        again: Way;
        cap: number;
      }
  );

/** A flow as it runs: every strategy has become steps and links, and no link leads back. */
export interface Plan {
  steps: Step[];
}

/** One step of one scope: '' is the run itself, `5[3].` round 3 of step 5. */
export interface Place {
  scope: string;
  step: number;
}

/** The scope that a round of a step opens; rounds count from 0. */
export const scopeOf = ({ scope, step }: Place, round: number): string => `${scope}${step}[${round}].`;

/** The step that opened a scope, and which round it is; null for the run itself. */
export function openerOf(scope: string): (Place & { round: number }) | null {
  const at = scope.lastIndexOf('[');
  if (at < 0) return null;
  const before = scope.slice(0, at);
  const from = before.lastIndexOf('.') + 1;
  const round = Number.parseInt(scope.slice(at + 1), 10);
  return { scope: before.slice(0, from), step: Number(before.slice(from)), round };
}

/** The scope so many levels further out. */
export function outwards(scope: string, levels: number): string {
  let out = scope;
  for (let level = 0; level < levels; level++) out = openerOf(out)?.scope ?? '';
  return out;
}

/** The place whose tasks are counted together with those of this one; null where nothing counts them. */
export function groupOf({ steps }: Plan, { scope, step }: Place): Place | null {
  const { group } = steps[step]!;
  return group && { scope: outwards(scope, group.up), step: group.step };
}
