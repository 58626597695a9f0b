import { createInterface } from 'node:readline/promises';
import { EXIT, Failure } from './failure';

let mayAsk = true;

/** With `on` false nothing is ever asked, as where nobody sits at the terminal. */
export function useInput(on: boolean): void {
  mayAsk = on;
}

/** Whether somebody sits at the terminal and may be asked. */
export const mayAskHere = (): boolean =>
  mayAsk && process.stdin.isTTY === true && process.stderr.isTTY === true;

/**
 * Asks a yes-or-no question on the terminal; no is the answer where none is given, and Ctrl-C ends
 * the program. Throws a Failure naming `flag` where nobody can answer.
 */
export async function askYes(question: string, flag: string): Promise<boolean> {
  if (!mayAskHere()) {
    throw new Failure(
      'CANNOT_ASK',
      `${question} Nobody can answer here: say yes beforehand with ${flag}.`,
      'usage',
    );
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('\n')));
  lines.once('SIGINT', () => {
    process.stderr.write('\n');
    process.exit(EXIT.interrupted);
  });
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `).catch(() => '\n'), ended]);
    if (answer === '\n') process.stderr.write(answer);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
