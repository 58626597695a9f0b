import { anchorOf, anchorsAbove } from './anchor';
import { clashes, type Lockable } from './overlap';

/** A lock, or the wish for one, with the task it is of. Ids are database uuids. */
export interface Owned extends Lockable {
  projectId: string;
  taskId: string | null;
  /** It is read alone: who reads it too does not stand in its way. */
  shared?: boolean;
}

/** Locks of some projects, found by where they lie: whoever asks looks at those that could overlap alone. */
export class NearLocks<L extends Owned> {
  private readonly at = new Map<string, L[]>();
  private readonly beneath = new Map<string, L[]>();

  static of<L extends Owned>(locks: L[]): NearLocks<L> {
    const near = new NearLocks<L>();
    for (const lock of locks) near.add(lock);
    return near;
  }

  add(lock: L): void {
    const anchor = anchorOf(lock);
    put(this.at, place(lock, anchor), lock);
    for (const above of anchorsAbove(anchor)) put(this.beneath, place(lock, above), lock);
    put(this.beneath, place(lock, anchor), lock);
  }

  /** The first lock of another task that overlaps what is wanted. */
  conflict(wanted: Owned): L | undefined {
    return this.overlapping(wanted).next().value ?? undefined;
  }

  /** Every lock of another task that overlaps what is wanted. */
  *overlapping(wanted: Owned): Generator<L, undefined> {
    const anchor = anchorOf(wanted);
    const stands = (lock: L) => lock.taskId !== wanted.taskId && clashes(lock, wanted);
    for (const lock of this.beneath.get(place(wanted, anchor)) ?? []) if (stands(lock)) yield lock;
    for (const above of anchorsAbove(anchor))
      for (const lock of this.at.get(place(wanted, above)) ?? []) if (stands(lock)) yield lock;
  }
}

const place = ({ projectId }: Owned, anchor: string) => `${projectId} ${anchor}`;

function put<L>(map: Map<string, L[]>, key: string, lock: L): void {
  const there = map.get(key);
  if (there) there.push(lock);
  else map.set(key, [lock]);
}
