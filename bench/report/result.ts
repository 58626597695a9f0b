/** One line of a bench's table and of its JSON. */
export interface Result {
  name: string;
  /** Medians of the rounds; null where it was not measured. */
  ours: number | null;
  reference: number | null;
  unit: string;
  /** Median of the ratios of the paired rounds. */
  ratio: number | null;
  /** Smallest and largest ratio of a round. */
  spread: [number, number] | null;
  /** `>=1.5`, `<=4` or `=0`, about the ratio, or about `ours` where there is no reference; null: nothing is asked. */
  goal: string | null;
  met: boolean | null;
  note?: string;
}

/** What a bench brings home. */
export interface Report {
  results: Result[];
  /** The version of the PostgreSQL that everything ran on. */
  postgres: string;
}
