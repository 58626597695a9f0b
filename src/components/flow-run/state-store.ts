import { createContext, useContext, useSyncExternalStore } from 'react';
import { keepEqual, type NodeState } from './node-states';

/** States by node. A node on the canvas listens for its own, so the canvas itself stands still while a run goes on. */
export interface StateStore {
  get(id: string): NodeState | undefined;
  set(states: ReadonlyMap<string, NodeState>): void;
  listen(listener: () => void): () => void;
}

export function stateStore(): StateStore {
  let states: ReadonlyMap<string, NodeState> = new Map();
  const listeners = new Set<() => void>();
  return {
    get: (id) => states.get(id),
    set(next) {
      states = keepEqual(states, next);
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const StoreContext = createContext<StateStore | null>(null);

/** Where one node stands; undefined for a node that the run does not know. */
export function useNodeState(id: string): NodeState | undefined {
  const store = useContext(StoreContext)!;
  const read = () => store.get(id);
  return useSyncExternalStore(store.listen, read, read);
}
