import { Command, InvalidArgumentError } from 'commander';

/**
 * A command of npm by its name (`npm run soak`) and what it does. `--help` says what it takes; what it does not know,
 * or cannot be (a word for a number), is said with the same words and ends the process with code 2.
 */
export const npmCommand = (name: string, does: string): Command =>
  new Command(`${name} --`)
    .description(does)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

/** A number above zero, for an option of a command. */
export function aboveZero(text: string): number {
  const n = Number(text);
  if (!(n > 0 && Number.isFinite(n))) throw new InvalidArgumentError('It must be a number above 0.');
  return n;
}

/** A whole number from zero up, for an option of a command. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
