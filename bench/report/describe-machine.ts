import os from 'node:os';

/** What the figures depend on. `load` is the mean number of busy processes over the last minute. */
export interface Machine {
  cores: number;
  node: string;
  postgres: string;
  load: number;
}

/** This machine at this moment. */
export const describeMachine = (postgres: string): Machine => ({
  cores: os.availableParallelism(),
  node: process.versions.node,
  postgres,
  load: Number(os.loadavg()[0]!.toFixed(2)),
});
