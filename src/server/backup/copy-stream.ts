import { once } from 'node:events';
import type { Duplex, Writable } from 'node:stream';
import type pg from 'pg';

/** The part of pg's wire connection that a copy needs. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  stream: Duplex;
}
interface Submitted {
  submit(wire: Wire): void;
}
type Submits = { query(query: Submitted): void };

/** Runs a `copy … to stdout` and writes what comes to `to`, no faster than it takes it. Answers how many rows came. */
export function copyTo(client: pg.ClientBase, sql: string, to: Writable): Promise<number> {
  return new Promise((resolve, reject) => {
    let wire: Wire;
    let rows = 0;
    (client as unknown as Submits).query({
      ...NOTHING,
      submit(connection) {
        wire = connection;
        wire.query(sql);
      },
      handleCopyData({ chunk }: { chunk: Buffer }) {
        // Its memory is used again for what comes next.
        if (to.write(Buffer.from(chunk)) || wire.stream.isPaused()) return;
        wire.stream.pause();
        const goOn = () => wire.stream.resume();
        once(to, 'drain').then(goOn, goOn);
      },
      handleCommandComplete({ text }: { text: string }) {
        rows = Number(text.split(' ')[1]);
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(rows),
    } as Submitted);
  });
}

/** Runs a `copy … from stdin` with the chunks of `from`, no faster than the database takes them. */
export function copyFrom(client: pg.ClientBase, sql: string, from: AsyncIterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let wire: Wire;
    let failed = false;
    const feed = async () => {
      try {
        for await (const chunk of from) {
          if (failed) return;
          wire.sendCopyFromChunk(chunk);
          if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
        }
        wire.endCopyFrom();
      } catch (error) {
        wire.sendCopyFail((error as Error).message);
      }
    };
    (client as unknown as Submits).query({
      ...NOTHING,
      submit(connection) {
        wire = connection;
        wire.query(sql);
      },
      handleCopyInResponse: () => void feed(),
      handleError(error: Error) {
        failed = true;
        reject(error);
      },
      handleReadyForQuery: () => resolve(),
    } as Submitted);
  });
}

const NOTHING = {
  handleRowDescription() {},
  handleDataRow() {},
  handlePortalSuspended() {},
  handleEmptyQuery() {},
  handleCommandComplete() {},
  handleCopyInResponse() {},
  handleCopyData() {},
};
