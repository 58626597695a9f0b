import { randomUUID } from 'node:crypto';
import { cut } from '@/contract/cut';
import type { JudgedPoint } from '@/contract/judged';
import { env } from '../config/env';
import { configFolder, stateFolder } from '../config/folders';
import { chooseEngine } from '../engines/choose-engine';
import type { Proof } from '../verify/prove';
import { readVerdicts, unjudged } from '../verify/read-verdicts';
import { changesBetween } from '../workspace/changes';
import { engineEnv } from '../workspace/child-env';
import { openSandbox } from '../workspace/sandbox';
import { askNobody } from './ask-person';
import { JUDGE_RULES, judgePrompt } from './judge-prompt';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { checkoutsOf } from './prove-commit';

/** How many answers of the model one judgement may take. */
const TURNS_MAX = 20;

/**
 * Has a model that is not the author judge each acceptance point of a proven commit, in a session of its own that can only
 * read. What goes wrong on the way leaves the points to a person. Its cost counts to the agent.
 */
export async function judgeWork(
  agent: LiveAgent,
  machine: Machine,
  given: { repo: string; branch: string; base: string; commit: string },
  { checks }: Proof,
): Promise<JudgedPoint[]> {
  const { assignment } = agent;
  const { acceptance } = assignment.task;
  if (assignment.limits.budgetMicros === 0)
    return unjudged(acceptance, 'The budget of the task is used up, so no judge was asked.');
  agent.phase('judging', 'A judge reads the changes');
  try {
    const checkout = await checkoutsOf(agent, machine, given)(given.commit);
    if (!checkout) return unjudged(acceptance, 'The commit could not be checked out for a judge.');
    const engine = await chooseEngine(assignment.engine, { apiKey: machine.apiKey });
    const { patch } = await changesBetween(given.repo, given.base, given.commit);
    const refused = { allow: false as const, reason: 'A judge changes nothing.' };
    const session = await engine.open({
      cwd: checkout.folder,
      privateDir: agent.privateDir,
      systemPrompt: JUDGE_RULES,
      tools: 'reading',
      model: assignment.model,
      sessionId: randomUUID(),
      resume: null,
      maxTurns: Math.min(TURNS_MAX, assignment.limits.maxTurns),
      budgetMicros: assignment.limits.budgetMicros,
      env: engineEnv(assignment.agentId),
      apiKey: machine.apiKey,
      sandbox: openSandbox(machine.sandboxKind, {
        home: env.HOME ?? '/nonexistent',
        writable: [agent.privateDir],
        readable: [],
        hidden: [configFolder(), stateFolder()],
        searchPath: env.PATH,
      }),
      network: false,
      onOutput: (stream, bytes) => agent.log.write(stream, bytes),
      onNews: () => {},
      onActivity: agent.activity,
      onUsage: agent.setUsage,
      hold: agent.hold,
      mayWrite: async () => refused,
      afterCommand: async () => [],
      ask: (question) => askNobody(agent, question),
      onHeard: () => {},
      signal: agent.signal,
    });
    try {
      const turn = await session.say(judgePrompt(assignment, patch, checks));
      agent.setUsage(turn.usage);
      if (!turn.ok) return unjudged(acceptance, `The judge could not answer: ${agent.redact(turn.message)}`);
      const points = readVerdicts(turn.message, acceptance);
      return points.map((point) => ({ ...point, reason: cut(agent.redact(point.reason), 1000) }));
    } finally {
      await session.stop();
    }
  } catch (error) {
    return unjudged(acceptance, `No judge could be asked: ${agent.redact((error as Error).message)}`);
  }
}
