import fc from 'fast-check';
import type { Agent, Model, Real } from './world';

type Step = fc.AsyncCommand<Model, Real>;

/** A command from its parts; `agent` picks one of those that are there, live ones where `live` says so. */
export function command(
  name: string,
  run: (model: Model, real: Real) => Promise<void>,
  check: (model: Model) => boolean = () => true,
): Step {
  return {
    check,
    run: async (model, real) => {
      real.history.push(name);
      await run(model, real);
    },
    toString: () => name,
  };
}

/** A command on an agent, chosen by a number among those that fit. */
export function onAgent(
  name: string,
  fits: (agent: Agent) => boolean,
  run: (at: number, model: Model, real: Real) => Promise<void>,
): fc.Arbitrary<Step> {
  return fc.nat(99).map((n) =>
    command(
      `${name} #${n}`,
      async (model, real) => {
        const fitting = model.agents.flatMap((agent, at) => (fits(agent) ? [at] : []));
        // The latest ones are the most interesting.
        const at = fitting[fitting.length - 1 - (n % Math.min(fitting.length, 4))]!;
        real.history.push(`  ${model.agents[at]!.task} attempt ${model.agents[at]!.attempt}`);
        await run(at, model, real);
      },
      (model) => model.agents.some(fits),
    ),
  );
}

/** A command on a task, chosen by a number. */
export function onTask(
  name: string,
  run: (ref: string, model: Model, real: Real) => Promise<void>,
): fc.Arbitrary<Step> {
  return fc.nat(99).map((n) =>
    command(
      `${name} #${n}`,
      async (model, real) => {
        const ref = real.refs[real.refs.length - 1 - (n % Math.min(real.refs.length, 5))]!;
        real.history.push(`  ${ref}`);
        await run(ref, model, real);
      },
      (model) => model.tasks > 0,
    ),
  );
}

export const isLive = ({ live }: Agent): boolean => live;
