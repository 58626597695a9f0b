/** What every run must keep, whatever breaks. */
export const INVARIANTS = {
  I1: 'no task is lost',
  I2: 'at most one accepted result of an agent, one end and one merge of a task',
  I3: 'at most one live agent of a task; attempt numbers only grow',
  I4: 'nothing of a stale agent or session is accepted',
  I5: 'the stored log is the engine’s stream, byte for byte; acknowledged bytes never vanish',
  I6: 'no two overlapping live locks, no lock without a live owner',
  I7: 'no process, worktree or file is left behind',
  I8: 'after a cancellation no result but cancelled, and no merge',
  I9: 'secrets appear nowhere',
  I11: 'no more is spent than the budget allows',
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** The tests that look for planted defects, as arguments of vitest; each has to end within a minute. */
export const LAYERS = {
  /** The decisions of server and runner under virtual time, network and disk. */
  sim: ['--project', 'unit', 'test/unit/simulation'],
  /** The same sequences done by the server’s own verbs over PostgreSQL. */
  postgres: ['--project', 'db', 'test/db/simulation.test.ts'],
  /** Sequences of calls over HTTP against a model, with the auditor at the end. */
  model: ['--project', 'faults', 'test/faults/model'],
  /** What people decide, and what follows for others. */
  decisions: ['--project', 'db', 'test/db/task-decisions'],
  /** The runner's spool, upload, redaction and clocks by themselves. */
  runner: ['--project', 'cli', 'test/cli/logs', 'test/cli/runner/trust-window', 'test/cli/runner/lease'],
  /** Working trees and repositories. */
  folders: ['--project', 'cli', 'test/cli/workspace/worktree'],
  /** A real runner with a fake engine, and what it leaves behind: the row that FAULTS_ROWS names. */
  machine: ['--project', 'faults', 'test/faults/matrix'],
} as const satisfies Record<string, readonly string[]>;
export type Layer = keyof typeof LAYERS;

/** A mistake that somebody could make: one small edit of one file that a layer of tests must notice. */
export interface Defect {
  /** What goes wrong, in a few words with dashes. */
  name: string;
  invariant: Invariant;
  /** Where it sits: SQL, the server's or the runner's code, the runner's disk or clock. */
  place: 'sql' | 'server' | 'runner' | 'disk' | 'clock';
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  layer: Layer;
}
