import fc from 'fast-check';
import { send } from '../../support/protocol-runner';
import { overlappingLocks } from '../auditor/audit-database';
import { command, isLive, onAgent, onTask } from './command';
import { noteResult, resultOf } from './machine-commands';
import { type Agent, createTask, demand, type Model, noteLost, see, taskOf } from './world';

const PATHS = ['src/', 'src/cart.js', 'SRC/Cart.js', 'src/**/*.css', 'docs/a.md', 'docs/*', 'test/x.js'];
/** What the supervisor is asked with. */
export const CRON_SECRET = 'a-secret-of-the-tests';
const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);

export const creates = fc
  .record({
    files: fc.subarray(PATHS, { maxLength: 2 }),
    risk: fc.constantFrom('LOW', 'LOW', 'HIGH'),
    priority: fc.nat(4),
    waits: fc.boolean(),
  })
  .map(({ files, risk, priority, waits }) =>
    command(`create a ${risk} task of ${files.join(' ') || 'no files'}`, async (model, real) => {
      const dependsOn = waits && real.refs.length > 0 ? [real.refs.at(-1)!] : [];
      const made = await createTask(model, real, { riskLevel: risk, filesHint: files, priority, dependsOn });
      demand(made.status === 201 || dependsOn.length > 0, 'a task is created', made);
    }),
  );

/** What a person may do with a task as it stands. */
export const decides = onTask('a person decides', async (ref, _model, real) => {
  const task = await taskOf(real, ref);
  const post = (path: string, body: object) => send(real.url, 'POST', `/api/tasks/${ref}/${path}`, { body });
  if (task.status === 'IN_REVIEW') {
    const answer = await post('approve', { headSha: task.headSha });
    demand(
      answer.status === 200 && answer.data.status === 'MERGING',
      'a reviewed commit is approved',
      answer,
    );
    see(real, 'approved');
  } else if (task.status === 'NEEDS_HUMAN') {
    const answer = await post('retry', { guidance: 'Try again.' });
    demand(answer.status === 200, 'a task that waits for a person is queued again', answer);
    see(real, 'retried');
  } else if (task.status === 'QUEUED') await post('run', {});
});

const ofTask = (model: Model, ref: string) => model.agents.filter(({ task }) => task === ref);
/** It has left a commit. */
const isMade = ({ kind, result }: Agent) => kind === 'work' && result?.body.outcome === 'succeeded';

export const cancels = onTask('cancel', async (ref, model, real) => {
  const before = await taskOf(real, ref);
  const answer = await send(real.url, 'POST', `/api/tasks/${ref}/cancel`, { body: {} });
  // Until a machine has said that it begins to merge this commit, its branch stands where it stood.
  const since = Math.max(0, ...ofTask(model, ref).map((one) => (isMade(one) ? one.attempt : 0)));
  const held = ofTask(model, ref).some(
    (one) => one.live || (one.kind === 'merge' && one.begun && one.attempt > since),
  );
  const legal =
    before.status === 'MERGING' ? !held : !ENDED.has(before.status) || before.status === 'CANCELLED';
  demand(
    (answer.status === 200) === legal,
    `a task at ${before.status} is ${legal ? '' : 'not '}cancelled`,
    answer,
  );
  if (!legal) return;
  const live = model.agents.some((agent) => agent.task === ref && agent.live);
  demand(
    answer.data.status === (live ? 'CANCELLING' : 'CANCELLED'),
    `I8 a task ${live ? 'waits for its agent to stop' : 'is cancelled at once'}`,
    answer,
  );
  see(real, `cancelled at ${before.status}`);
});

/** A person cancels what is at work: its agent hears of it with its next heartbeat, and stops. */
export const stops = onAgent('cancel while it works', isLive, async (at, model, real) => {
  const agent = model.agents[at]!;
  const answer = await send(real.url, 'POST', `/api/tasks/${agent.task}/cancel`, { body: {} });
  if ((await taskOf(real, agent.task)).status === 'MERGING') return;
  demand(
    answer.status === 200 && answer.data.status === 'CANCELLING',
    'I8 a task waits for its agent to stop',
    answer,
  );
  const beat = await real.runners[agent.runner]!.heartbeatWith(real.assignments[at]!, 3);
  demand(beat.data.desired === 'cancel', 'I8 the agent of a cancelled task is told', beat);
  const result = resultOf(agent.kind, 'cancelled');
  const finished = await real.runners[agent.runner]!.finish(real.assignments[at]!, result, agent.chunks);
  demand(finished.data.taskStatus === 'CANCELLED', 'I8 and its task is cancelled then', finished);
  noteResult(model, real, at, result, finished.data.taskStatus);
  see(real, 'agent told to stop');
});

/** A cancellation and a result meet: exactly one of them decides. */
export const cancelRaces = onAgent('cancel races with the result', isLive, async (at, model, real) => {
  const agent = model.agents[at]!;
  const result = resultOf(agent.kind, 'succeeded');
  const [cancelled, finished] = await Promise.all([
    send(real.url, 'POST', `/api/tasks/${agent.task}/cancel`, { body: {} }),
    real.runners[agent.runner]!.finish(real.assignments[at]!, result, agent.chunks),
  ]);
  demand(finished.status === 200, 'I2 the result is accepted', finished);
  const { status } = await taskOf(real, agent.task);
  const outcome = cancelled.status === 200 ? status === 'CANCELLED' : status !== 'CANCELLED';
  demand(outcome, `I8 the task stands at ${status}`, cancelled);
  noteResult(model, real, at, result, finished.data.taskStatus);
  see(real, `race won by ${cancelled.status === 200 ? 'the cancellation' : 'the result'}`);
});

export const locks = fc.subarray(PATHS, { minLength: 1, maxLength: 2 }).chain((paths) =>
  onAgent(
    `lock ${paths.join(' ')}`,
    ({ live, kind }) => live && kind === 'work',
    async (at, model, real) => {
      const answer = await real.runners[model.agents[at]!.runner]!.as(
        real.assignments[at]!,
        'POST',
        'locks',
        { paths },
      );
      demand(answer.status === 200, 'I6 files are granted or refused', answer);
      const twice = await overlappingLocks(real.sql);
      demand(twice.length === 0, `I6 ${JSON.stringify(twice[0])}`);
      see(real, answer.data.granted ? 'lock granted' : 'lock refused');
    },
  ),
);

/** Its machine falls silent: the lease runs out, and whoever comes by offers the task again. */
export const expires = onAgent('the lease runs out', isLive, async (at, model, real) => {
  const { token } = real.assignments[at]!;
  await real.sql.query(
    "update lease set expires_at = clock_timestamp() - interval '1 hour' where token_hash = sha256($1::bytea)",
    [Buffer.from(token)],
  );
  const headers = { authorization: `Bearer ${CRON_SECRET}` };
  const swept = await Promise.all(
    [1, 2].map(() => send(real.url, 'GET', '/api/cron/supervise', { headers })),
  );
  for (const answer of swept) demand(answer.status === 200, 'the supervisor runs', answer);
  noteLost(model, real, at, 'lease expired');
});
