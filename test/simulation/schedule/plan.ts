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
interface Weighted {
  names: [StepName, number][];
  total: number;
}
const weighted = (weights: Partial<Record<StepName, number>>): Weighted => {
  const names = Object.entries(weights) as [StepName, number][];
  return { names, total: names.reduce((sum, [, weight]) => sum + weight, 0) };
};
const CLASSES: [share: number, Weighted][] = [
  [0.6, weighted(USEFUL)],
  [0.25, weighted(HEALING)],
  [0.1, weighted(REPEATS)],
  [0.05, weighted(HOSTILE)],
];
export const STEPS = 200;

/** The steps of a schedule, by its seed alone: 60 % useful, 25 % faults that heal, 10 % repeats, 5 % hostile. */
export function planOf(seed: number): Step[] {
  const random = seeded(seed ^ 0x5eed);
  return Array.from({ length: STEPS }, (_, i) => {
    let at = random.next();
    const [, steps] = CLASSES.find(([share]) => (at -= share) < 0) ?? CLASSES[0]!;
    const name = i < 3 ? 'create' : drawn(steps, random.next());
    return { name, who: random.int(0, 5), much: random.int(1, 1000), after: random.int(1, 4) };
  });
}

function drawn({ names, total }: Weighted, at: number): StepName {
  let left = at * total;
  for (const [name, weight] of names) if ((left -= weight) < 0) return name;
  return 'run';
}
