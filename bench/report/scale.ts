/** How long and how large to measure, as the command line has it. */
export interface Scale {
  rounds: number;
  /** Of one window. */
  seconds: number;
  /** Waiting tasks at the beginning of a window, where a bench has a queue. */
  rows: number;
}
