import { answerCalls } from '../stage/answer-calls';
import type { SeededAgent } from '../stage/seed';
import { Connection } from './connection';
import { type Counted, countDuring, type Window } from './window';

let agents: { connection: Connection; agent: SeededAgent; seq: number }[] = [];

answerCalls({
  async open(given: { port: number; agents: SeededAgent[] }) {
    agents = [];
    for (const agent of given.agents)
      agents.push({ connection: await Connection.open(given.port), agent, seq: 0 });
  },

  /** Every agent sends one heartbeat after another. */
  beat: (window: Window): Promise<Counted> =>
    countDuring(window, (counter, stopping) =>
      agents.map(async (one) => {
        while (!stopping.aborted) {
          await one.connection.json(
            'POST',
            `/api/runner/agents/${one.agent.id}/heartbeat`,
            `authorization: Bearer ${one.agent.token}\r\n`,
            { seq: ++one.seq, phase: 'work', activity: null, usage: null, paused: false },
          );
          counter.done++;
        }
      }),
    ),
});
