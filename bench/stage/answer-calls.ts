type Calls = Record<string, (given: never) => unknown>;

/**
 * The other end of `startChild`: answers its calls one after another as they come, and ends this process when
 * the one that started it lets go or is gone; `close` has five seconds for that.
 */
export function answerCalls(calls: Calls, close: () => unknown = () => {}): void {
  process.on('message', async ({ id, call, given }: { id: number; call: string; given: never }) => {
    try {
      const run = calls[call];
      if (!run) throw new Error(`there is no call "${call}"`);
      process.send?.({ id, answer: await run(given) });
    } catch (error) {
      process.send?.({ id, error: (error as Error).message });
    }
  });
  process.once('disconnect', async () => {
    setTimeout(() => process.exit(1), 5_000).unref();
    await close();
    process.exit(0);
  });
}
