import { closeSync } from 'node:fs';
import { messageColors } from './colors';
import { EXIT } from './failure';

let onLost: (() => void) | null = null;

/** What is done once stdout or stderr takes nothing more, instead of ending the process. */
export function whenOutputIsLost(act: () => void): void {
  onLost = act;
}

/**
 * Ends the process where its output can no longer be written. Whoever reads it may leave before the end of it, which is
 * no fault; any other reason is said on the other stream, and is a failure.
 */
export function watchOutput(): void {
  watch(process.stdout, process.stderr);
  watch(process.stderr, process.stdout);
}

function watch(stream: NodeJS.WriteStream, other: NodeJS.WriteStream): void {
  let lost = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (lost) return;
    lost = true;
    stream.write = () => true;
    const fault = error.code !== 'EPIPE';
    if (error.code === 'EIO') process.once('exit', closeStreams);
    if (fault && !isDocument(other))
      other.write(
        `${messageColors.red('Error:')} The output cannot be written: ${error.message}. [${error.code}]\n`,
      );
    if (onLost) return onLost();
    process.exit(process.exitCode || (fault ? EXIT.failure : EXIT.ok));
  });
}

/** Node.js puts terminals back as they were when it ends, and aborts over one that is gone unless it is closed. */
function closeStreams(): void {
  for (const stream of [0, 1, 2])
    try {
      closeSync(stream);
    } catch {}
}

/** With --json stdout is read as JSON: no sentence may stand in it. */
const isDocument = (stream: NodeJS.WriteStream): boolean =>
  stream === process.stdout && process.argv.includes('--json');
