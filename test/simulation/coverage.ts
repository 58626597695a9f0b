/** Rare states that a run must reach in at least this share of its schedules, in words of the table. */
export const RARE = {
  'a task is completed': 0.5,
  'an agent is lost': 0.1,
  'a task is taken over by another agent': 0.1,
  'an agent is adopted by a new session': 0.1,
  'what a crash left is forgotten': 0.1,
  'what a crash left is handed in': 0.1,
  'a claim is repeated and gets its grant again': 0.1,
  'a claim of an older session is refused': 0.1,
  'a runner with all it may have gets no more': 0.1,
  'a heartbeat is missed': 0.1,
  'a stale write is refused': 0.1,
  'a chunk arrives twice': 0.1,
  'a chunk leaves a gap': 0.1,
  'a chunk conflicts with what is stored': 0.1,
  'a result comes before its log': 0.1,
  'a result is repeated': 0.1,
  'a second result is refused': 0.1,
  'a lock is refused': 0.1,
  'a task waits for a lock': 0.1,
  'a waiter gets its turn': 0.1,
  'a task is cancelled at work': 0.1,
  'a person ends an agent': 0.1,
  'a person lets a task try again': 0.1,
  'a task needs a person': 0.1,
  'checks fail and the task goes back': 0.1,
  'a runner is unsure and waits': 0.1,
  'an agent stands still': 0.1,
  'a runner in doubt claims nothing': 0.1,
  'an answer is lost after the commit': 0.1,
  'an answer is garbage': 0.1,
  'a server is away': 0.1,
  'a runner is killed': 0.1,
  'a machine loses power': 0.1,
  'unsynced bytes are lost': 0.1,
  'a torn record is cut off': 0.1,
  'a disk is full': 0.1,
  'a machine sleeps': 0.1,
  'a clock jumps': 0.1,
  'a runner is suspect': 0.1,
  'a request overtakes another': 0.1,
  'a merge is made': 0.1,
} as const;
export type Rare = keyof typeof RARE;

/** In how many schedules each state was reached. */
export class Coverage {
  schedules = 0;
  readonly counts = new Map<Rare, number>();

  add(seen: Set<Rare>): void {
    this.schedules++;
    for (const state of seen) this.counts.set(state, (this.counts.get(state) ?? 0) + 1);
  }
  merge(counts: [Rare, number][], schedules: number): void {
    this.schedules += schedules;
    for (const [state, n] of counts) this.counts.set(state, (this.counts.get(state) ?? 0) + n);
  }
  share = (state: Rare): number => (this.counts.get(state) ?? 0) / Math.max(1, this.schedules);
  /** States that were reached too seldom for the run to count as a test. */
  missing(): Rare[] {
    return (Object.keys(RARE) as Rare[]).filter((state) => this.share(state) < RARE[state]);
  }
  table(): string {
    return (Object.keys(RARE) as Rare[])
      .map(
        (state) =>
          `${`${(this.share(state) * 100).toFixed(1)} %`.padStart(8)}  ${state}${this.share(state) < RARE[state] ? `  (at least ${RARE[state] * 100} % wanted)` : ''}`,
      )
      .join('\n');
  }
}
