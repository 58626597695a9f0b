import { countOf } from '../ui/format-count';

/** The words of the simulation of a flow. */
export const words = {
  lead: 'Tries the flow as it stands here, saved or not. No model is asked, no task is made and nothing is written: which steps fail follows from the seed, so the same seed always gives the same.',
  chance: (percent: number) => `Chance that a step fails: ${percent} %`,
  seed: 'Seed',
  simulate: 'Simulate',
  nextSeed: 'Next seed',
  inputs: 'Values of its variables',
  failed: 'It could not be simulated',
  faulty: (n: number) =>
    `${countOf(n, 'fault keeps', 'faults keep')} it from running. ${n === 1 ? 'It is' : 'They are'} listed under the problems.`,
  outcome: 'What came of it',
  outcomeAs: 'What came of it, as',
  counts: (steps: string, turns: number) => `${steps}, in ${countOf(turns, 'turn')}`,
};
