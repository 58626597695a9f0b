import { EXIT } from '../terminal/failure';
import { say } from '../terminal/say';

export interface SignalActions {
  /** Take no more work, finish what is running. */
  drain(): void;
  /** Give the running tasks back to the queue. */
  handBack(): void;
  /** What is running, for the message. */
  running(): string[];
}

/** First Ctrl-C (or SIGTERM): finish, then leave. Second: hand the tasks back. Third: leave at once. Returns the exit code that was asked for. */
export function onSignals(actions: SignalActions): () => number {
  let count = 0;
  let exit: number = EXIT.ok;
  const handle = (signal: NodeJS.Signals) => {
    count += signal === 'SIGHUP' && count < 1 ? 2 : 1;
    const code = signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
    if (count >= 3) process.exit(code);
    if (count === 2) {
      exit = code;
      say('Handing the tasks back to the queue. Once more to leave at once.');
      actions.handBack();
      return;
    }
    const running = actions.running();
    say(
      running.length > 0
        ? `Finishing ${running.join(', ')}, then leaving. Once more to stop now: the tasks return to the queue.`
        : 'Leaving.',
    );
    actions.drain();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  return () => exit;
}
