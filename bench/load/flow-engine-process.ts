import pg from 'pg';
import type { Move } from '@/domain/tasks/move-task';
import { asWorkspace } from '@/lib/db';
import { env } from '@/lib/env';
import { fromWireId } from '@/lib/ids';
import { inEngine } from '@/lib/pool';
import { disposeShared } from '@/lib/shared';
import { advanceTask } from '@/services/coordinator/advance-task';
import { beginSome } from '@/services/coordinator/begin-rest';
import { executeFlow } from '@/services/coordinator/execute-flow';
import { planRun } from '@/services/coordinator/plan-run';
import { answerCalls } from '../stage/answer-calls';
import { type FlowGraph, flowOf } from '../stage/flow-graph';
import { COUNT_WRONG, WAITING_TASKS } from './flow-engine.sql';

/** As many results as the server takes in one transaction. */
const AT_ONCE = 64;
const OWNER = 'select workspace_id as "workspaceId", user_id as "userId" from member limit 1';

export interface FlowTimes {
  /** Seconds until the graph is written and what needs nothing is ready. */
  written: number;
  /** Seconds for ending all nodes and making ready what follows. */
  taken: number;
  /** Nodes that were not done exactly once. */
  wrong: number;
}

answerCalls(
  {
    /**
     * Takes a graph through the engine alone: the transactions that a server runs where tasks end, 64 at once. The clock
     * stands while their tasks are given out, which is the queue's work.
     */
    async drive(graph: FlowGraph): Promise<FlowTimes> {
      const sql = new pg.Client({ connectionString: env().DATABASE_URL });
      await sql.connect();
      const [person] = (await sql.query<{ workspaceId: string; userId: string }>(OWNER)).rows;
      const { workspaceId } = person!;
      const began = performance.now();
      const planned = planRun({ flow: flowOf(graph), inputs: {} });
      const run = await asWorkspace(person!, (tx, runs) => executeFlow(tx, runs, person!, planned));
      const runId = fromWireId('run', run.id);
      // What a person would not wait for is begun by the sweep, the same way.
      while ((await inEngine((runs) => beginSome(runs, workspaceId, runId))) > 0);
      const written = (performance.now() - began) / 1000;
      let taken = 0;
      for (;;) {
        const ids = (await sql.query<{ id: string }>(WAITING_TASKS, [runId])).rows.map(({ id }) => id);
        if (ids.length === 0) break;
        for (let from = 0; from < ids.length; from += AT_ONCE) {
          const some = ids.slice(from, from + AT_ONCE);
          await moveAll(workspaceId, some, GIVEN_OUT);
          const begun = performance.now();
          await moveAll(workspaceId, some, DONE);
          taken += (performance.now() - begun) / 1000;
        }
      }
      await sql.query('analyze task, flow_node');
      const [found] = (await sql.query(COUNT_WRONG, [runId, graph.needs.length])).rows;
      await sql.end();
      if (found.status !== 'COMPLETED') throw new Error(`the run is ${found.status}`);
      return { written, taken, wrong: found.wrong };
    },
  },
  disposeShared,
);

const GIVEN_OUT: Pick<Move, 'from' | 'via' | 'to'> = {
  from: ['QUEUED'],
  via: [{ to: 'ASSIGNED', actor: 'system' }],
  to: 'IN_PROGRESS',
};
const DONE: typeof GIVEN_OUT = {
  from: ['IN_PROGRESS'],
  via: [{ to: 'VERIFYING', actor: 'system' }],
  to: 'COMPLETED',
};

/** Moves tasks in one transaction, as results of agents that arrive together do. */
const moveAll = (workspaceId: string, taskIds: string[], way: typeof GIVEN_OUT) =>
  inEngine((runs) =>
    Promise.all(taskIds.map((taskId) => advanceTask(runs, { workspaceId, taskId, actor: 'system', ...way }))),
  );
