import { seeded } from '../random';

/** What a step of a schedule may be, with its weight within its class. */
const USEFUL = {
  run: 62,
  create: 10,
  approve: 8,
  retry: 8,
  requestChanges: 1,
  cancel: 2,
  kill: 2,
  releaseLocks: 1,
  trust: 3,
} as const;
const HEALING = {
  lid: 9,
  cutBoth: 12,
  cutDown: 12,
  cutUp: 6,
  slow: 8,
  serverAway: 8,
  lostAnswer: 16,
  kill9: 10,
  power: 8,
  drain: 4,
  handBack: 4,
  sleep: 8,
  clock: 8,
  diskFull: 5,
} as const;
const REPEATS = { twice: 50, late: 30, replay: 20 } as const;
const HOSTILE = {
  garbage: 30,
  strangeChunk: 25,
  staleToken: 15,
  secondResult: 15,
  earlyResult: 15,
  ghost: 8,
} as const;

export type StepName =
  | keyof typeof USEFUL
  | keyof typeof HEALING
  | keyof typeof REPEATS
  | keyof typeof HOSTILE;
/** One step: what, on whom, how much; numbers are taken modulo what there is. */
export interface Step {
  name: StepName;
  who: number;
  much: number;
  /** So many things of the world may happen before it. */
  after: number;
}
const CLASSES = [
  [0.6, USEFUL],
  [0.25, HEALING],
  [0.1, REPEATS],
  [0.05, HOSTILE],
] as const;
export const STEPS = 200;

/** The steps of a schedule, by its seed alone: 60 % useful, 25 % faults that heal, 10 % repeats, 5 % hostile. */
export function planOf(seed: number): Step[] {
  const random = seeded(seed ^ 0x5eed);
  return Array.from({ length: STEPS }, (_, i) => {
    let at = random.next();
    const [, names] = CLASSES.find(([share]) => (at -= share) < 0) ?? CLASSES[0];
    const name = i < 3 ? 'create' : weighted(names, random.next());
    return { name, who: random.int(0, 5), much: random.int(1, 1000), after: random.int(1, 4) };
  });
}

function weighted(names: Record<string, number>, at: number): StepName {
  let left = at * Object.values(names).reduce((sum, weight) => sum + weight, 0);
  for (const [name, weight] of Object.entries(names)) if ((left -= weight) < 0) return name as StepName;
  return 'run';
}
