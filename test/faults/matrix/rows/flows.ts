import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, ProtocolRunner } from '../../../support/protocol-runner';
import { enginesOf } from '../../harness/engines';
import type { Stage } from '../../harness/stage';
import { FAULT_TIMERS } from '../../harness/timers';
import type { Row } from '../row';

/** The whole chain where rows are asked for by number; a short one among all tests. */
const STEPS = process.env.FAULTS_ROWS ? 129 : 20;
/** Nothing is lost here because a server took its time to come back. */
const PATIENT = {
  AGENT_ORCHESTRATOR_TIMERS: JSON.stringify({ ...FAULT_TIMERS, leaseTtlMs: 60_000, leaseGraceMs: 30_000 }),
};
const step = (id: string, label = id) => ({ id, label, role: 'planner', config: { maxRetries: 0 } });

export const FLOW_ROWS: Row[] = [
  {
    number: 52,
    fault: 'server kill -9 at steps 17, 64 and 128 of a chain of 129',
    holds: 'every step is done once, none is lost',
    machines: 0,
    env: PATIENT,
    run: async (stage) => {
      const ids = Array.from({ length: STEPS }, (_, i) => `n${i + 1}`);
      const edges = ids.slice(1).map((id, i) => ({ id: `e${i}`, source: ids[i], target: id }));
      const run = await execute(stage, { nodes: ids.map((id) => step(id)), edges });
      const runner = await new ProtocolRunner(stage.server.url).connect('hand');
      await runner.open([], 2);
      const killed: string[] = [];
      const kill = async (when: string) => {
        killed.push(when);
        await stage.server.kill();
        await stage.server.start();
      };
      for (let n = 1; n <= STEPS; n++) {
        const claimId = randomUUID();
        if (n === 64) {
          const lost = runner.claim(0, claimId).catch(() => null);
          await pause(3);
          await Promise.all([lost, kill('claiming 64')]);
        }
        const assignment = await stage.eventually(
          `step ${n} is claimed`,
          async () => (await answered(() => runner.claim(500, claimId))).data.assignment,
        );
        await answered(() => runner.begin(assignment));
        if (n === 128) await kill('working on 128');
        const finish = () => runner.finish(assignment, { headSha: null, changes: null, message: `${n}` });
        if (n === 17) {
          const lost = finish().catch(() => null);
          await pause(3);
          await Promise.all([lost, kill('finishing 17')]);
        }
        const { status, error } = await answered(finish);
        if (status !== 200) throw new Error(`step ${n}: ${JSON.stringify(error)}`);
      }
      const { data } = await stage.api('GET', `/api/flow/runs/${run}`);
      if (data.status !== 'COMPLETED' || data.counts.succeeded !== STEPS)
        throw new Error(`I1 the run is ${data.status}: ${JSON.stringify(data.counts)}`);
      const [done] = await stage.sql<{ tasks: number; steps: number; told: number; agents: number }>(
        `select (select count(*)::int from task where flow_run_id = $1) as tasks,
                (select count(distinct (flow_node_id, flow_try))::int from task where flow_run_id = $1) as steps,
                (select count(*)::int from event where type = 'node.completed' and payload ->> 'runId' = $2) as told,
                (select count(*)::int from agent) as agents`,
        [uuidOf(run), run],
      );
      for (const [what, n] of Object.entries(done!))
        if (n !== STEPS) throw new Error(`I2 ${n} ${what} for ${STEPS} steps`);
      return `${STEPS} steps, each once, killed while ${killed.join(', ')}`;
    },
  },
  {
    number: 53,
    fault: 'server kill -9 while a run is paused with three at work and five ready; then the run is aborted',
    holds: 'nothing begins until it is resumed, each step once; aborted: no process, no lock',
    env: PATIENT,
    run: async (stage) => {
      const machine = stage.machines[0]!;
      machine.start({ argv: ['--max-concurrent', '3'] });
      const nodes = (mode: string) =>
        Array.from({ length: 8 }, (_, i) => step(`n${i}`, `Step ${i} [fake:${mode}]`));
      const run = await execute(stage, { nodes: nodes('silent pauseMs=1500'), edges: [] });
      const begun = async () =>
        (
          await stage.sql<{ n: number }>(
            "select count(*)::int as n from agent where kind = 'work' and started_at is not null",
          )
        )[0]!.n;
      await stage.eventually('three are at work', async () => (await begun()) === 3);
      await stage.api('POST', `/api/flow/pause/${run}`, {});
      await stage.server.kill();
      await stage.server.start();
      await pause(4_000);
      if ((await begun()) !== 3) throw new Error(`${(await begun()) - 3} began while the run was paused`);
      await stage.api('POST', `/api/flow/resume/${run}`, {});
      const stands = async (id: string) => (await stage.api('GET', `/api/flow/runs/${id}`)).data.status;
      await stage.eventually('the run ends', async () => (await stands(run)) === 'COMPLETED');
      const agents = await stage.sql<{ n: number }>(
        "select count(*)::int as n from agent where kind = 'work' group by task_id",
      );
      if (agents.length !== 8 || agents.some(({ n }) => n !== 1))
        throw new Error(`I2 agents by step: ${agents.map(({ n }) => n).join(' ')}`);

      const second = await execute(stage, { nodes: nodes('silent pauseMs=120000'), edges: [] });
      await stage.eventually('three engines run', async () => enginesOf(machine).length === 3);
      await stage.api('POST', `/api/flow/abort/${second}`, {});
      await stage.eventually('the run is over', async () => (await stands(second)) === 'CANCELLED');
      await stage.eventually('no engine runs', async () => enginesOf(machine).length === 0);
      const [left] = await stage.sql<{ locks: number; leases: number }>(
        'select (select count(*)::int from file_lock) as locks, (select count(*)::int from lease) as leases',
      );
      if (left!.locks + left!.leases > 0) throw new Error(`left over: ${JSON.stringify(left)}`);
      return '0 starts while paused, 8 steps once each, 0 engines and 0 locks after the abort';
    },
  },
];

const uuidOf = (wireId: string): string =>
  wireId.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

async function execute(stage: Stage, flow: object): Promise<string> {
  const { status, data, error } = await stage.api('POST', '/api/flow/execute', {
    flow: { name: 'Under faults', ...flow },
  });
  if (status !== 201) throw new Error(JSON.stringify(error));
  return data.id;
}

/** The answer to a call, which is made until there is one. */
async function answered(call: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const answer = await call().catch(() => null);
    if (answer && answer.status < 500) return answer;
    if (tries > 100) throw new Error(`no answer: ${JSON.stringify(answer?.error)}`);
    await pause(100);
  }
}
