import { cleanJson, cleanText } from './clean-text';
import { messageColors } from './colors';

let jsonMode = false;
let quiet = false;
let around = (write: () => void): void => write();

/** With `json`, events go to stdout as one JSON object a line and messages stay on stderr. */
export function useJson(on: boolean): void {
  jsonMode = on;
}

/** With `quiet`, messages are kept back; results, warnings and errors are not. */
export function useQuiet(on: boolean): void {
  quiet = on;
}

/** What is done around every write, so that a line being typed stays whole; null for nothing. */
export function useAround(given: ((write: () => void) => void) | null): void {
  around = given ?? ((write) => write());
}

const put = (stream: NodeJS.WriteStream, text: string) => around(() => stream.write(text));

/** A message for people, on stderr; text from elsewhere is cleaned. */
export function say(text: string): void {
  if (!quiet) put(process.stderr, `${cleanText(text)}\n`);
}

/** A message about one task: `TASK-7  text`, with a time where nobody watches. */
export function sayOf(ref: string, text: string): void {
  if (quiet) return;
  const when = process.stderr.isTTY ? '' : `${new Date().toISOString()} `;
  put(process.stderr, `${when}${messageColors.bold(cleanText(ref))}  ${cleanText(text)}\n`);
}

/** A warning, on stderr. */
export function warn(text: string): void {
  put(process.stderr, `${messageColors.yellow('Warning:')} ${cleanText(text)}\n`);
}

/** The result of a command, on stdout. */
export function print(text: string): void {
  put(process.stdout, `${cleanText(text)}\n`);
}

/** A line of the result whose pieces are clean already, colours among them. */
export function printPainted(line: string): void {
  put(process.stdout, `${line}\n`);
}

/** A value as JSON, on stdout, every control character escaped. */
export function printJson(value: unknown): void {
  put(process.stdout, `${cleanJson(value, 2)}\n`);
}

/** One event of a long-running command: a JSON line when `--json` is on, else nothing. */
export function emit(type: string, facts: Record<string, unknown>): void {
  if (jsonMode) put(process.stdout, `${cleanJson({ schema: 1, type, ...facts })}\n`);
}
