/**
 * One tick in milliseconds. No delay of the protocol is a multiple of it, so nothing is decided on the very edge of
 * one, and a database with its own latency decides as the model does.
 */
export const TICK_MS = 1100;

interface Planned {
  at: number;
  order: number;
  run(): void;
}

/** Virtual time: what is to happen, in the order of its tick, then of its planning. */
export class Timeline {
  /** In ticks. */
  now = 0;
  private order = 0;
  private readonly heap: Planned[] = [];

  get nowMs(): number {
    return this.now * TICK_MS;
  }

  after(ticks: number, run: () => void): void {
    const { heap } = this;
    const planned = { at: this.now + Math.max(0, Math.round(ticks)), order: this.order++, run };
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(planned, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = planned;
  }

  /** Lets the next thing happen; false where nothing is planned up to the tick `until`. */
  step(until = Number.POSITIVE_INFINITY): boolean {
    const first = this.heap[0];
    if (!first || first.at > until) return false;
    this.drop();
    this.now = Math.max(this.now, first.at);
    first.run();
    return true;
  }

  private drop(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);
