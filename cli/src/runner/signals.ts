import { EXIT } from '../terminal/failure';
import { say } from '../terminal/say';
import { whenOutputIsLost } from '../terminal/watch-output';

export interface SignalActions {
  /** Take no more work, finish what is running. */
  drain(): void;
  /** Give the running tasks back to the queue. */
  handBack(): void;
  /** What is running, for the message. */
  running(): string[];
  /** After so many milliseconds it drains by itself. */
  drainAfterMs: number | null;
}

/**
 * What signals mean to a runner. SIGTERM and Ctrl-C go one step further each time: finish, hand back, leave at once. SIGHUP
 * means hand back, however often it comes, and so does output that nobody takes any more: its terminal is closed, or its
 * reader gone. Returns the exit code asked for.
 */
export function onSignals(actions: SignalActions): () => number {
  let stands: 'working' | 'finishing' | 'handing back' = 'working';
  let code: number = EXIT.failure;
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
  const handBack = () => {
    if (stands === 'handing back') return;
    stands = 'handing back';
    say('Handing the tasks back to the queue. Ctrl-C to leave at once.');
    actions.handBack();
  };
  const climb = () => {
    if (stands === 'handing back') process.exit(code);
    if (stands === 'working') drain();
    else handBack();
  };
  const on = (signal: NodeJS.Signals, exit: number, act: () => void) =>
    process.on(signal, () => {
      // Known before anything is said: saying it may be what finds the output lost.
      code = exit;
      act();
    });
  on('SIGTERM', EXIT.terminated, climb);
  on('SIGHUP', EXIT.terminated, handBack);
  on('SIGINT', EXIT.interrupted, climb);
  whenOutputIsLost(handBack);
  if (actions.drainAfterMs !== null)
    setTimeout(() => {
      say('The time that was given with --drain-after is over.');
      drain();
    }, actions.drainAfterMs).unref();
  return () => (stands === 'handing back' ? code : EXIT.ok);
}
