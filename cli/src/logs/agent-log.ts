import { join } from 'node:path';
import type { LogStream } from '@/contract/log';
import { createLineCutter } from './frame';
import { withMemoryTail } from './memory-tail';
import { createRedactor } from './redact';
import { openSpool } from './spool';
import { createUploader, type Uploader, type UploadOptions } from './upload';

/** So long a part of a line waits for the rest of it, in milliseconds. */
const PART_WAITS_MS = 1000;
const NEWLINE = 0x0a;

/** The log of one live agent: redacted before it reaches the disk, on disk before it is sent. */
export interface AgentLog {
  write(stream: LogStream, bytes: Uint8Array): void;
  /** A line of the runner's own. */
  note(text: string): void;
  /** Ends every stream; nothing is written any more. */
  seal(): void;
  /** Ends every stream, sends what is left, and gives the log's length and digest. */
  finish(): Promise<{ logBytes: number; logDigest: string }>;
  /** Asks the server how much it has and sends the rest again. */
  resend(): Promise<{ logBytes: number; logDigest: string }>;
  close(): void;
}

/** Opens the log in an agent's folder; a log that is already there goes on where it ended. */
export function openAgentLog(
  given: {
    folder: string;
    secrets: string[];
    /** The disk takes no more: what follows is kept in memory until it is sent. */
    onFull(error: Error): void;
    /** The log cannot be kept at all; it ends here. */
    onBroken(error: Error): void;
  } & Omit<UploadOptions, 'spool'>,
): AgentLog {
  const spool = withMemoryTail(openSpool(join(given.folder, 'log.bin')), given.onFull);
  const uploader: Uploader = createUploader({ ...given, spool });
  const streams = new Map<LogStream, ReturnType<typeof openStream>>();
  let ended = false;
  let broken = false;
  const timer = setInterval(() => void spool.sync().catch(() => {}), 1000);
  timer.unref();

  const store = (frames: Buffer[]) => {
    if (frames.length === 0 || broken) return;
    try {
      spool.append(frames);
      uploader.wake();
    } catch (error) {
      broken = true;
      given.onBroken(error as Error);
    }
  };
  const write = (name: LogStream, bytes: Uint8Array) => {
    if (ended) return;
    let stream = streams.get(name);
    if (!stream) streams.set(name, (stream = openStream(name, given.secrets, store)));
    stream.push(bytes);
  };

  const seal = () => {
    if (ended) return;
    for (const stream of streams.values()) stream.end();
    ended = true;
    if (!broken) spool.finish();
  };

  return {
    write,
    note: (text) => write('runner', Buffer.from(`${text}\n`)),
    seal,
    finish: async () => {
      seal();
      return uploader.flush();
    },
    resend: async () => {
      await uploader.resync();
      return uploader.flush();
    },
    close: () => {
      ended = true;
      clearInterval(timer);
      for (const stream of streams.values()) stream.forget();
      uploader.stop();
      spool.close();
    },
  };
}

/** One stream of a log, from bytes to stored frames; a part of a line that is not ended in time is stored as it stands. */
function openStream(name: LogStream, secrets: string[], store: (frames: Buffer[]) => void) {
  const redactor = createRedactor(secrets);
  const cutter = createLineCutter(name);
  let part: NodeJS.Timeout | undefined;
  const forget = () => {
    clearTimeout(part);
    part = undefined;
  };
  const pause = () => {
    part = undefined;
    store([...cutter.push(redactor.pause()), ...cutter.pause()]);
  };
  return {
    push: (bytes: Uint8Array) => {
      store(cutter.push(redactor.push(bytes)));
      if (bytes.at(-1) === NEWLINE) forget();
      else part ??= setTimeout(pause, PART_WAITS_MS).unref();
    },
    end: () => {
      forget();
      store([...cutter.push(redactor.end()), ...cutter.end()]);
    },
    forget,
  };
}
