/** Every exit code with what it means; help, the manual page and docs/cli.md print this table. */
export const EXIT_CODES = [
  { name: 'ok', code: 0, says: 'done' },
  { name: 'failure', code: 1, says: 'failed' },
  { name: 'usage', code: 2, says: 'wrong usage' },
  { name: 'notConnected', code: 3, says: 'not connected, or what is stored here cannot be used' },
  { name: 'auth', code: 4, says: 'not accepted by the server' },
  { name: 'unreachable', code: 5, says: 'server unreachable' },
  { name: 'taskFailed', code: 6, says: 'the task failed (start --once)' },
  { name: 'budget', code: 7, says: 'budget spent (start --once)' },
  { name: 'tooOld', code: 8, says: 'this program is too old' },
  { name: 'interrupted', code: 130, says: 'stopped by Ctrl-C' },
  { name: 'terminated', code: 143, says: 'stopped by a signal' },
] as const;
export type ExitName = (typeof EXIT_CODES)[number]['name'];

/** What the exit codes of every command are, by name. */
export const EXIT = Object.fromEntries(EXIT_CODES.map(({ name, code }) => [name, code])) as Record<
  ExitName,
  number
>;

/** Something that ends a command: one sentence of what, why and what next, a stable code, an exit code. */
export class Failure extends Error {
  readonly code: string;
  readonly exit: ExitName;

  constructor(code: string, sentence: string, exit: ExitName = 'failure', cause?: unknown) {
    super(sentence, { cause });
    this.name = 'Failure';
    this.code = code;
    this.exit = exit;
  }
}
