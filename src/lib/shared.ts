interface Held {
  value: unknown;
  dispose?: (value: never) => unknown;
}

const REGISTRY = Symbol.for('agent-orchestrator.shared');
const registry = (): Map<string, Held> => {
  const at = globalThis as unknown as Record<symbol, Map<string, Held> | undefined>;
  at[REGISTRY] ??= new Map();
  return at[REGISTRY];
};

/**
 * One value per process, whatever module graph asks: the server's own graph and Next's each evaluate this code,
 * and dev evaluates it again after every edit, but pools and hubs must be one.
 */
export function shared<T>(name: string, make: () => T, dispose?: (value: T) => unknown): T {
  const held = registry().get(name);
  if (held) return held.value as T;
  const value = make();
  registry().set(name, { value, dispose: dispose as Held['dispose'] });
  return value;
}

/** Ends everything shared, newest first, and what is made anew meanwhile; resolves when all have ended. */
export async function disposeShared(): Promise<void> {
  for (let all = takeAll(); all.length > 0; all = takeAll())
    for (const held of all) await held.dispose?.(held.value as never);
}

function takeAll(): Held[] {
  const all = [...registry().values()].reverse();
  registry().clear();
  return all;
}
