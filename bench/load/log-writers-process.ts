import { answerCalls } from '../stage/answer-calls';
import type { SeededAgent } from '../stage/seed';
import { Connection } from './connection';
import { logChunks, logFrame, withDigest } from './log-chunks';
import { type Counted, countDuring, type Window } from './window';

interface Given {
  port: number;
  agents: SeededAgent[];
  linesPerChunk: number;
}
/** `acknowledged` counts every line, those of the warm-up too. */
export interface WritersSaw extends Counted {
  acknowledged: number;
}

let writers: { connection: Connection; agent: SeededAgent; off: number }[] = [];
let chunks: { bytes: Buffer; digest: string }[] = [];
let linesPerChunk = 0;

answerCalls({
  async open(given: Given) {
    linesPerChunk = given.linesPerChunk;
    chunks = logChunks(linesPerChunk);
    writers = await Promise.all(
      given.agents.map(async (agent) => ({ connection: await Connection.open(given.port), agent, off: 0 })),
    );
  },

  /** Fills the first agent's log with so many lines, of which the last is another one. */
  async fill({ lines, last }: { lines: number; last: string }): Promise<void> {
    const [writer] = writers as [(typeof writers)[number]];
    for (let n = 0; n < lines / linesPerChunk; n++) await append(writer, chunks[n % chunks.length]!);
    await append(writer, withDigest(logFrame(last, Date.now())));
  },

  async write(window: Window): Promise<WritersSaw> {
    let acknowledged = 0;
    const counted = await countDuring(window, (counter, stopping) =>
      writers.map(async (writer, i) => {
        for (let n = i; !stopping.aborted; n++) {
          await append(writer, chunks[n % chunks.length]!);
          counter.done += linesPerChunk;
          acknowledged += linesPerChunk;
        }
      }),
    );
    return { ...counted, acknowledged };
  },
});

async function append(
  writer: (typeof writers)[number],
  { bytes, digest }: { bytes: Buffer; digest: string },
): Promise<void> {
  const answer = await writer.connection.request(
    'PUT',
    `/api/runner/agents/${writer.agent.id}/logs?off=${writer.off}`,
    `authorization: Bearer ${writer.agent.token}\r\ncontent-type: application/octet-stream\r\nao-sha256: ${digest}\r\n`,
    bytes,
  );
  if (answer.status !== 200) throw new Error(`logs: ${answer.status} ${answer.body.slice(0, 300)}`);
  writer.off += bytes.length;
}
