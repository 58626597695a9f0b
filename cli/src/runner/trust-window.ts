const MONO = 0;
const WALL = 1;
const TTL = 2;
const ASKED = 3;

/** A moment by both clocks, in milliseconds: one stops when the machine sleeps, the other may be set. */
export interface Moment {
  mono: number;
  wall: number;
}

/** Now, by a monotonic clock that all threads share and by the wall clock. */
export const now = (): Moment => ({ mono: Number(process.hrtime.bigint() / 1_000_000n), wall: Date.now() });

/**
 * How long a lease may be trusted, kept in memory that both threads see: the thread that renews it goes on
 * while the other one is busy.
 */
export interface TrustWindow {
  readonly memory: SharedArrayBuffer;
  /** Starts the window: `sent` is when the request went out that the server has granted, never when the answer came. */
  renew(sent: Moment, ttlMs: number): void;
  /** Milliseconds since the window began, by the clock that ran further. */
  elapsedMs(at?: Moment): number;
  /** Notes that a request to renew, which went out at `sent`, was not answered. */
  missed(sent: Moment): void;
  /** How far the window had run when the last such request went out; 0 where there was none. */
  askedMs(): number;
  /** The lease's length in milliseconds. */
  ttlMs(): number;
}

/** A trust window over fresh memory, or over that of another thread. */
export function trustWindow(memory = new SharedArrayBuffer(32)): TrustWindow {
  const cells = new BigInt64Array(memory);
  const read = (cell: number) => Number(Atomics.load(cells, cell));
  const elapsedMs = (at = now()) => Math.max(at.mono - read(MONO), at.wall - read(WALL));
  return {
    memory,
    renew: (sent, ttlMs) => {
      // An answer that was overtaken by a later one must not shorten the window.
      if (BigInt(Math.trunc(sent.mono)) < Atomics.load(cells, MONO)) return;
      Atomics.store(cells, MONO, BigInt(Math.trunc(sent.mono)));
      Atomics.store(cells, WALL, BigInt(Math.trunc(sent.wall)));
      Atomics.store(cells, TTL, BigInt(Math.trunc(ttlMs)));
      Atomics.store(cells, ASKED, 0n);
    },
    elapsedMs,
    missed: (sent) => void Atomics.store(cells, ASKED, BigInt(Math.trunc(elapsedMs(sent)))),
    askedMs: () => read(ASKED),
    ttlMs: () => read(TTL),
  };
}
