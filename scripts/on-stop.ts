/**
 * Ends this process cleanly on Ctrl-C, SIGTERM, or when the process that started it is gone (npm hands a signal
 * to its shell only, which dies and leaves us behind): undoes the last step first. A second Ctrl-C does not wait.
 */
export function onStop(
  undo: { what: string; run(): unknown }[],
  say: (line: string) => void,
): { stop(code: number): Promise<never>; isStopping(): boolean } {
  let stopped: Promise<never> | undefined;

  async function run(code: number): Promise<never> {
    for (const step of undo.reverse()) {
      try {
        await step.run();
      } catch (error) {
        console.error(`Stopping the ${step.what}: ${(error as Error).message}`);
      }
    }
    process.exit(code);
  }
  const stop = (code: number) => {
    stopped ??= run(code);
    return stopped;
  };
  const asked = (sentence: string) => {
    if (stopped) process.exit(130);
    say(sentence);
    void stop(0);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => asked('Stopping; once more to stop without waiting.'));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stopped) asked('Stopping: the process that started this one is gone.');
  }, 500).unref();
  return { stop, isStopping: () => stopped !== undefined };
}
