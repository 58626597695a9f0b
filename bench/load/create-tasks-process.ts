import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';
import { Connection } from './connection';

interface Given {
  port: number;
  tasks: number;
  /** Milliseconds between two, on average; each gap is between half and one and a half of it. */
  gapMs: number;
}

/** Every task wants a file of its own. */
let made = 0;

answerCalls({
  /** Creates tasks one after another; answers when the creation of each (wire id) was sent, on the shared clock. */
  async create({ port, tasks, gapMs }: Given): Promise<[string, number][]> {
    const connection = await Connection.open(port);
    const sent: [string, number][] = [];
    for (let i = 0; i < tasks; i++) {
      await pause(gapMs * (0.5 + Math.random()));
      const at = sharedNow();
      const task = await connection.json('POST', '/api/tasks', '', {
        title: `Task ${i}`,
        description: 'x'.repeat(150),
        role: 'planner',
        filesHint: [`src/a${made++}.ts`],
      });
      sent.push([task.id as string, at]);
    }
    connection.close();
    return sent;
  },
});
