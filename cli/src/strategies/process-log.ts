import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { secretsInEnv } from '../config/env';
import { createRedactor } from '../logs/redact';

export interface ProcessLog {
  /** One operation, with its time. */
  note(text: string): void;
  /** What the process wrote, as it was written. */
  output(stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
  close(): void;
}

/** A line of a log: when, and what happened. */
export const logLine = (text: string): string => `[${new Date().toISOString()}] ${text}\n`;

/** An id as the name of a file, whatever it holds. */
export const fileName = (id: string): string =>
  id
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 120) || '_';

/**
 * The log `<logDir>/<processId>.log`, for this person alone; it is added to where it is there. Secrets of this
 * program's environment are taken out. Throws where it cannot be written.
 */
export function openProcessLog(logDir: string, processId: string): ProcessLog {
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const file = join(logDir, `${fileName(processId)}.log`);
  const redactors = { stdout: createRedactor(secretsInEnv()), stderr: createRedactor(secretsInEnv()) };
  const append = (text: string | Uint8Array) =>
    text.length > 0 && appendFileSync(file, text, { mode: 0o600 });
  append(logLine(`process ${processId}`));
  const redacted = (text: string): Buffer => {
    const redactor = createRedactor(secretsInEnv());
    return Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]);
  };
  return {
    note: (text) => void append(redacted(logLine(text))),
    output: (stream, bytes) => void append(redactors[stream].push(bytes)),
    close: () => {
      for (const redactor of Object.values(redactors)) append(redactor.end());
    },
  };
}
