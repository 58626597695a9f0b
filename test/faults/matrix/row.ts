import type { Breach } from '../auditor/breach';
import type { Cluster } from '../harness/cluster';
import { raiseStage, type Stage } from '../harness/stage';

/** One fault of the table, as a scenario. */
export interface Row {
  /** Its number in the table of faults. */
  number: number;
  fault: string;
  /** What must hold, for people. */
  holds: string;
  machines?: number;
  /** A program or right that a machine may lack, for people; `has` says whether this one has it. */
  needs?: string;
  has?: () => boolean;
  /** What the server is started through and with. */
  through?: string[];
  env?: Record<string, string>;
  /** A database of its own kind, where the common one will not do. */
  cluster?: () => Promise<Cluster>;
  /** Injects the fault and demands what only this row knows; the auditor looks for the rest. Answers figures worth telling. */
  run(stage: Stage): Promise<string | undefined>;
}

/** Runs a row on a stage of its own; throws the first breach with the way to repeat it. */
export async function runRow(row: Row, cluster: Cluster, seed: number): Promise<string> {
  const name = `row-${row.number}`;
  const { machines, env, through } = row;
  const own = await row.cluster?.();
  const stage = await raiseStage(own ?? cluster, { machines: machines ?? 1, seed, env, through, name });
  try {
    const told = await row.run(stage);
    const breaches = await stage.settle();
    if (breaches.length > 0) throw breached(breaches, name, seed);
    return told ?? '';
  } finally {
    await stage.remove();
    await own?.end();
  }
}

/** The first breach and all others, and how to see it again. */
export const breached = (breaches: Breach[], name: string, seed: number): Error =>
  new Error(
    `${breaches.map(({ invariant, what, facts }) => `${invariant} ${what}: ${JSON.stringify(facts)}`).join('\n')}\nSEED=${seed}; the history is in .data/faults/${name}.jsonl`,
  );
