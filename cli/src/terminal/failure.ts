/** What the exit codes of every command mean. */
export const EXIT = {
  ok: 0,
  failure: 1,
  usage: 2,
  notConnected: 3,
  auth: 4,
  unreachable: 5,
  taskFailed: 6,
  budget: 7,
  tooOld: 8,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitName = keyof typeof EXIT;

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
