import { answerCalls } from '../stage/answer-calls';
import { Connection } from './connection';
import { countDuring, type Window } from './window';

interface Given extends Window {
  port: number;
  path: string;
  headers?: string;
  connections: number;
  /** The status that counts; any other is a failure. */
  status: number;
}

answerCalls({
  /** Asks for one path again and again on kept-alive connections. */
  async get({ port, path, headers, connections, status, ...window }: Given) {
    const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
    const counted = await countDuring(window, (counter, stopping) =>
      open.map(async (connection) => {
        while (!stopping.aborted) {
          const answer = await connection.request('GET', path, headers);
          if (answer.status !== status)
            throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
          counter.done++;
        }
      }),
    );
    for (const connection of open) connection.close();
    return counted;
  },
});
