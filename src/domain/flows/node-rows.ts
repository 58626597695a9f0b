import { newId } from '@/lib/ids';
import type { Opening } from './asks';
import { groupOf, type Plan, scopeOf } from './plan';

/** Steps as INSERT_NODES reads them: of rounds that are opened. */
export const nodeRows = (plan: Plan, openings: Opening[]) =>
  openings.flatMap(({ place, from, rounds, body }) =>
    Array.from({ length: rounds }, (_, i) => scopeOf(place, from + i)).flatMap((scope) =>
      body.map((step) => rowOf(plan, scope, step)),
    ),
  );

/** The same of the run itself. */
export const rootRows = (plan: Plan) =>
  plan.steps.flatMap(({ within }, step) => (within === null ? [rowOf(plan, '', step)] : []));

function rowOf(plan: Plan, scope: string, at: number) {
  const step = plan.steps[at]!;
  const group = step.kind === 'task' ? groupOf(plan, { scope, step: at }) : null;
  return {
    id: newId(),
    scope,
    step: at,
    node: step.node,
    part: step.part,
    kind: step.kind,
    open: step.needs,
    enough: step.enough,
    group_scope: group?.scope ?? null,
    group_step: group?.step ?? null,
  };
}
