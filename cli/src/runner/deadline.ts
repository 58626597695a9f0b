export interface Deadline {
  /** Stops the clock, while a person is being waited for. */
  pause(): void;
  resume(): void;
  isPaused(): boolean;
  /** Forgets it. */
  end(): void;
}

/** Calls `onOver` once `ms` milliseconds have passed, not counting pauses (which may overlap). */
export function startDeadline(ms: number, onOver: () => void): Deadline {
  let left = ms;
  let since = performance.now();
  let pauses = 0;
  let timer: NodeJS.Timeout | undefined = setTimeout(onOver, left);
  return {
    pause: () => {
      if (pauses++ > 0) return;
      clearTimeout(timer);
      left -= performance.now() - since;
    },
    resume: () => {
      if (--pauses > 0) return;
      since = performance.now();
      timer = setTimeout(onOver, Math.max(0, left));
    },
    isPaused: () => pauses > 0,
    end: () => {
      clearTimeout(timer);
      pauses = Number.POSITIVE_INFINITY;
    },
  };
}
