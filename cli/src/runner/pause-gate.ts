export interface PauseGate {
  /** What a person wishes, from whichever answer of the server it came. */
  wish(paused: boolean): void;
  /** Asked before every step: resolves at once, or when the agent may go on, or when it must end. */
  pass(): Promise<void>;
}

/**
 * Lets an agent stand still between two steps while a person wishes so. `onHeld` is called when the first step waits,
 * `onFree` when they go on; `signal` ends every wait.
 */
export function createPauseGate(given: { signal: AbortSignal; onHeld(): void; onFree(): void }): PauseGate {
  const waiting = new Set<() => void>();
  let paused = false;

  const free = () => {
    if (waiting.size === 0) return;
    const steps = [...waiting];
    waiting.clear();
    given.onFree();
    for (const goOn of steps) goOn();
  };
  given.signal.addEventListener('abort', free, { once: true });

  return {
    wish: (wanted) => {
      paused = wanted;
      if (!paused) free();
    },
    pass: () => {
      if (!paused || given.signal.aborted) return Promise.resolve();
      return new Promise((goOn) => {
        waiting.add(goOn);
        if (waiting.size === 1) given.onHeld();
      });
    },
  };
}
