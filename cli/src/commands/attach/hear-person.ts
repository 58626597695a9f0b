import { clearScreenDown, createInterface, cursorTo } from 'node:readline';
import { mayAskHere } from '../../terminal/ask';
import { Failure } from '../../terminal/failure';
import { useAround } from '../../terminal/say';
import { writeAbove } from '../../terminal/write-above';

interface Ears {
  /** A line that is not empty. */
  onLine(line: string): Promise<void>;
  /** By Ctrl-C, or by the end of what is typed. */
  onLeave(exit: 'interrupted' | 'ok'): void;
}

/**
 * Hears the person before this program: lines of the keyboard on a terminal, lines of stdin where that is asked for, and
 * Ctrl-C in any case. Throws a Failure where stdin is to be both.
 */
export function hearPerson(
  { stdin, json }: { stdin?: boolean; json?: boolean },
  { onLine, onLeave }: Ears,
): { types: boolean; close(): void } {
  const interrupted = () => onLeave('interrupted');
  process.once('SIGINT', interrupted);
  const types = !json && !stdin && mayAskHere();
  if (stdin && process.stdin.isTTY)
    throw new Failure('STDIN_IS_TERMINAL', 'stdin is a terminal here: leave --stdin out and type.', 'usage');
  // Unasked, stdin is left alone: in a loop of a script it is somebody else's list.
  if (!types && !stdin) return { types, close: () => process.off('SIGINT', interrupted) };
  const lines = createInterface({
    input: process.stdin,
    ...(types ? { output: process.stderr, prompt: '> ' } : {}),
    terminal: types,
  });
  let said = Promise.resolve();
  lines.on('line', (line) => {
    if (line.trim() !== '') said = said.then(() => onLine(line));
    if (types) lines.prompt();
  });
  lines.on('SIGINT', interrupted);
  if (types) {
    let ours = false;
    lines.once('close', () => ours || onLeave('ok'));
    useAround((write) => writeAbove(lines, process.stderr, write));
    lines.prompt();
    return {
      types,
      close: () => {
        ours = true;
        useAround(null);
        cursorTo(process.stderr, 0);
        clearScreenDown(process.stderr);
        lines.close();
        process.off('SIGINT', interrupted);
      },
    };
  }
  return {
    types,
    close: () => {
      lines.close();
      process.off('SIGINT', interrupted);
    },
  };
}
