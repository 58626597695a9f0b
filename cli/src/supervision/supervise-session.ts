import { randomUUID } from 'node:crypto';
import type { Usage } from '@/contract/agent';
import type { Finding, SupervisionStep } from '@/contract/stall';
import { superviseAgent } from '@/contract/supervision';
import type { Engine, EngineRun, EngineSession, Turn } from '../engines/engine';
import { EngineFault } from '../engines/engine-fault';
import type { LiveAgent } from '../runner/live-agent';
import { addUsage } from '../runner/result';
import { withRetries } from '../server/retry';
import { sayOf } from '../terminal/say';
import { sayStep } from './say-step';
import { watchTurn } from './watch-turn';

const GO_ON =
  'You were silent for so long that your turn was interrupted. Nothing was lost: the working tree is as you left it. Look where you stood (git status, git diff), then go on with the task; where something hangs, take another way.';

const NUDGE =
  'Nothing was seen of you for a while. Nothing is wrong where you still wait for something; where it hangs, stop it and take another way, and go on with the task.';

interface Supervised {
  agent: LiveAgent;
  engine: Engine;
  run: EngineRun;
  /** Whether the server takes steps of supervision. */
  isTold: boolean;
  /** Called with each process that is opened for the session. */
  onOpen(session: EngineSession): void;
}

/**
 * An engine's session that looks after itself: a turn that shows no sign of life is interrupted and the same session
 * resumed, in the same process or a new one, as often as the limits say; then the turn ends as stalled, with what was
 * tried. Throws what the engine throws when it is opened.
 */
export async function superviseSession({
  agent,
  engine,
  run,
  isTold,
  onOpen,
}: Supervised): Promise<EngineSession> {
  const limits = agent.assignment.limits.stall;
  let heard = () => {};
  let spent: Usage | null = null;
  let steps = 0;
  /** Turns that the present process has taken. */
  let turns = 0;
  let telling: Promise<unknown> = Promise.resolve();
  /** What people said in the middle of a turn, until the model has it. */
  const unheard = new Map<string, string>();
  /** Words of ours to the model, once a nudge: no person waits for a receipt of them. */
  const nudges = new Set<string>();
  const nudge = () => {
    const id = randomUUID();
    nudges.add(id);
    session.tell({ id, text: NUDGE });
  };
  /** When it fell silent, while it has been resumed and its model has said nothing since. */
  let silentSince: number | null = null;
  const goneOn = () => {
    if (silentSince === null) return;
    tell('recovered', 'output', performance.now() - silentSince);
    silentSince = null;
  };

  const open = async (resume: EngineRun['resume'], sessionId = run.sessionId) => {
    const opened = await engine.open({
      ...run,
      resume,
      sessionId,
      maxTurns: Math.max(1, run.maxTurns - (spent?.turns ?? 0)),
      budgetMicros:
        run.budgetMicros === null ? null : Math.max(1, run.budgetMicros - (spent?.costMicros ?? 0)),
      onNews: () => heard(),
      onHeard: (ids) => {
        for (const id of ids) unheard.delete(id);
        run.onHeard(ids.filter((id) => !nudges.has(id)));
      },
      onUsage: (usage) => {
        run.onUsage(addUsage(spent, usage));
        if (usage.turns > turns) goneOn();
      },
    });
    onOpen(opened);
    return opened;
  };
  // A process that was killed may leave the engine's own settings half written: it mends them as it fails to start.
  // Null where it does not start with that session: it was killed before it wrote anything of it down.
  const reopen = async (resume: EngineRun['resume']) => {
    for (let tries = 0; tries < 2; tries++)
      try {
        return await open(resume);
      } catch (error) {
        if (!(error instanceof EngineFault && error.reason === 'process_crash')) throw error;
      }
    return null;
  };
  let session = await open(run.resume);
  const { resumed: goesOn } = session;

  const tell = (step: SupervisionStep, finding: Finding, quietMs: number, healthy = false) => {
    const sentence = sayStep(step, finding, quietMs, healthy);
    const body = { n: ++steps, step, finding, quietMs: Math.round(quietMs), sentence };
    agent.log.note(sentence);
    sayOf(agent.assignment.taskRef, sentence);
    if (!isTold) return;
    const params = { id: agent.assignment.agentId };
    telling = telling.then(() =>
      withRetries(() => agent.call(superviseAgent, { params, body, signal: agent.signal }), {
        signal: agent.signal,
        giveUpAfterMs: 60_000,
      }).catch(() => {}),
    );
  };

  const say = async (text: string, ids: string[] = []): Promise<Turn> => {
    let message = text;
    let missed: string[] = [];
    let reopened = false;
    let answered = false;
    /** The engine does not know the session any more: a fresh one is told the task and what happened. */
    const beginAnew = async () => {
      session = await open(null, randomUUID());
      turns = 0;
      answered = false;
    };
    for (let resumed = 0; ; resumed++) {
      const watch = watchTurn({
        session,
        limits,
        waits: agent.waits,
        onStep: (step, look, healthy) => tell(step, look.finding, look.quietMs, healthy),
        onNudge: nudge,
      });
      heard = watch.heard;
      const turn = await session.say(message, [...(answered ? [] : ids), ...missed]);
      watch.end(turn.ok);
      answered ||= turn.usage.turns > turns;
      turns = turn.usage.turns;
      const usage = addUsage(spent, turn.usage);
      if (reopened && !turn.ok && turn.usage.turns === 0 && !session.isOpen() && !agent.signal.aborted) {
        await session.stop();
        await beginAnew();
        message = `${text}\n\n${GO_ON}`;
        reopened = false;
        resumed--;
        continue;
      }
      reopened = false;
      const cut = watch.interrupted();
      if (turn.ok) goneOn();
      if (!cut || turn.ok || agent.signal.aborted) return { ...turn, usage };
      if (resumed >= limits.resumes) {
        tell('give_up', cut.finding, cut.quietMs);
        await telling;
        const tried = `a nudge, an interrupt${limits.resumes > 0 ? `, and resuming its session (${limits.resumes} times)` : ''}`;
        const found = sayStep('probe', cut.finding, cut.quietMs, false);
        return {
          ok: false,
          reason: 'stalled',
          message: `${found} Tried: ${tried}.`,
          quotaUntil: null,
          usage,
        };
      }
      tell('resume', cut.finding, cut.quietMs);
      silentSince = cut.at - cut.quietMs;
      if (!session.isOpen()) {
        await session.stop();
        spent = usage;
        const again = await reopen({ sessionId: session.sessionId, engineVersion: session.engineVersion });
        turns = 0;
        reopened = again !== null;
        if (again) session = again;
        else await beginAnew();
      }
      // Without an answer nobody can say that the engine ever read it.
      message = [...(answered ? [] : [text]), GO_ON, ...unheard.values()].join('\n\n');
      missed = [...unheard.keys()];
    }
  };

  return {
    get pid() {
      return session.pid;
    },
    engineVersion: session.engineVersion,
    get sessionId() {
      return session.sessionId;
    },
    resumed: goesOn,
    billing: session.billing,
    say,
    tell: (message) => {
      const taken = session.tell(message);
      if (taken) unheard.set(message.id, message.text);
      return taken;
    },
    stop: async () => {
      await session.stop();
      await telling;
    },
    interrupt: () => session.interrupt(),
    isOpen: () => session.isOpen(),
    waitsFor: () => session.waitsFor(),
    answers: (timeoutMs) => session.answers(timeoutMs),
  };
}
