import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';
import { Connection } from './connection';
import { logFrame, withDigest } from './log-chunks';

interface Given {
  port: number;
  path: string;
  headers: string;
  lines: number;
  gapMs: number;
}

const padding = 'x'.repeat(170);
let off = 0;

/** A line of about 200 bytes that begins with this moment. */
const line = () => `${sharedNow()} ${padding}\n`;

answerCalls({
  /** Posts lines to an agent's log, each as a chunk of its own. */
  async append({ port, path, headers, lines, gapMs }: Given) {
    const connection = await Connection.open(port);
    for (let i = 0; i < lines; i++) {
      await pause(gapMs);
      const { bytes, digest } = withDigest(logFrame(line(), Date.now()));
      const answer = await connection.request(
        'PUT',
        `${path}?off=${off}`,
        `${headers}content-type: application/octet-stream\r\nao-sha256: ${digest}\r\n`,
        bytes,
      );
      if (answer.status !== 200) throw new Error(`logs: ${answer.status} ${answer.body.slice(0, 300)}`);
      off += bytes.length;
    }
    connection.close();
  },

  /** Posts lines to a server that only hands them on. */
  async publish({ port, path, lines, gapMs }: Given) {
    const connection = await Connection.open(port);
    for (let i = 0; i < lines; i++) {
      await pause(gapMs);
      await connection.request('POST', path, '', line());
    }
    connection.close();
  },
});
