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

/**
 * What signals mean to a runner. SIGTERM: finish, then leave. SIGHUP: hand the tasks back. Both say how far to go and may
 * come again; Ctrl-C goes one step further each time: finish, hand back, leave at once. Returns the exit code asked for.
 */
export function onSignals(actions: SignalActions): () => number {
  let stands: 'working' | 'finishing' | 'handing back' = 'working';
  let exit: number = EXIT.ok;
  const drain = () => {
    if (stands !== 'working') return;
    stands = 'finishing';
    const running = actions.running();
    say(
      running.length > 0
        ? `Finishing ${running.join(', ')}, then leaving. Ctrl-C to stop now: the tasks return to the queue.`
        : 'Leaving.',
    );
    actions.drain();
  };
  const handBack = (code: number) => {
    if (stands === 'handing back') return;
    stands = 'handing back';
    exit = code;
    say('Handing the tasks back to the queue. Ctrl-C to leave at once.');
    actions.handBack();
  };
  process.on('SIGTERM', drain);
  process.on('SIGHUP', () => handBack(EXIT.terminated));
  process.on('SIGINT', () => {
    if (stands === 'handing back') process.exit(EXIT.interrupted);
    if (stands === 'working') drain();
    else handBack(EXIT.interrupted);
  });
  return () => exit;
}
