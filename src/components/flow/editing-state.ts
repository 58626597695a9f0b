import type { FlowDocument } from '@/contract/flow';

/** A document while it is edited. Undo gives back what stood there before, object for object. */
export interface Editing {
  past: readonly FlowDocument[];
  now: FlowDocument;
  future: readonly FlowDocument[];
  /** What the last change was about: changes with the same key are undone together. */
  key: string | null;
}

const MOST = 200;

export const beginEditing = (now: FlowDocument): Editing => ({ past: [], now, future: [], key: null });

/** A change; typing on in one field makes one step. */
export function changed(state: Editing, now: FlowDocument, key: string | null = null): Editing {
  if (now === state.now) return state;
  const past = key !== null && key === state.key ? state.past : [...state.past, state.now].slice(-MOST);
  return { past, now, future: [], key };
}

export function undone({ past, now, future }: Editing): Editing {
  const last = past.at(-1);
  if (!last) return { past, now, future, key: null };
  return { past: past.slice(0, -1), now: last, future: [now, ...future], key: null };
}

export function redone({ past, now, future }: Editing): Editing {
  const [next, ...rest] = future;
  if (!next) return { past, now, future, key: null };
  return { past: [...past, now], now: next, future: rest, key: null };
}
