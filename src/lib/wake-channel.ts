/** How wake-ups travel between the processes of one database. What is said while it is down is lost. */
export interface WakeChannel {
  readonly name: string;
  /** Sends topics to every other process; never throws and never waits. */
  tell(topics: string[]): void;
  close(): Promise<void>;
}

/** What a channel tells its hub. */
export interface WakeEars {
  heard(topics: string[]): void;
  up(): void;
  down(why: string): void;
}
