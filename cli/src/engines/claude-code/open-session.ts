import { setTimeout as pause } from 'node:timers/promises';
import { clip, describeTool } from '../describe-tool';
import type { EngineRun, EngineSession, Turn } from '../engine';
import { EngineFault } from '../engine-fault';
import type { Verdict } from '../verdict';
import { classifyExit, classifyTurn } from './classify-turn';
import { startProcess } from './claude-process';
import { openControl } from './control';
import { prepareLaunch } from './launch-args';
import { parseLine, type StreamEvent } from './parse-line';
import { createUsagePoll } from './poll-usage';
import { createToolGate, GATE_HOOKS } from './tool-gate';
import { openUsageLedger } from './usage-ledger';

const START_MS = 60_000;
const INTERRUPT_MS = 5_000;
/** A refused key is asked for ten times over minutes; the second refusal is answer enough. */
const AUTH_TRIES = 2;

interface Pending {
  settle: (verdict: Verdict) => void;
  /** Set where the runner itself ends the turn, and why: the engine only knows that it was interrupted. */
  verdict: Verdict | null;
}

/** Starts Claude Code and shakes hands with it. Throws an EngineFault where it does not come up. */
export async function openSession(
  binary: string,
  version: string,
  login: EngineSession['billing'],
  run: EngineRun,
): Promise<EngineSession> {
  const ledger = openUsageLedger();
  let pending: Pending | null = null;
  let lastError: string | null = null;
  let open: 'model' | 'tool' | null = null;
  let over: Verdict | null = null;
  let stopping: Promise<void> | null = null;

  const child = startProcess(await prepareLaunch(binary, run), run, (line) => onEvent(parseLine(line)));
  const control = openControl(child.send, createToolGate(run));
  // With a login the answer may cost the client a request of its own, and money is not what is paid.
  const pollUsage =
    login === 'api' ? createUsagePoll(control, ledger, () => run.onUsage(ledger.usage())) : () => {};

  function onEvent(event: StreamEvent): void {
    if (event.kind !== 'control_response') run.onNews();
    if (event.kind === 'message') onMessage(event);
    else if (event.kind === 'shown') open = 'model';
    else if (event.kind === 'retry') onRetry(event);
    else if (event.kind === 'control_request') control.onRequest(event);
    else if (event.kind === 'control_response') control.onResponse(event);
    else if (event.kind === 'control_cancel') control.onCancel(event.id);
    else if (event.kind === 'result') {
      ledger.totals(event.facts.totals);
      run.onUsage(ledger.usage());
      settle(classifyTurn(event.facts, lastError));
    }
  }

  function onMessage({
    id,
    model,
    subAgent,
    text,
    tools,
    tokens,
    error,
  }: Extract<StreamEvent, { kind: 'message' }>): void {
    lastError = error;
    open = tools.length > 0 ? 'tool' : 'model';
    ledger.message(id, model, subAgent, tokens);
    const usage = ledger.usage();
    run.onUsage(usage);
    pollUsage();
    for (const tool of tools) run.onActivity(describeTool(tool.name, tool.input, run.cwd));
    if (text && !error && tools.length === 0) run.onActivity(clip(text));
    // The client counts turns anew for each message; the cap is meant for the agent.
    if (usage.turns > run.maxTurns)
      cutShort({ ok: false, reason: 'turns_exhausted', message: `It used all its ${run.maxTurns} turns.` });
  }

  function onRetry({ attempt, of, error, status }: Extract<StreamEvent, { kind: 'retry' }>): void {
    run.onActivity(`Waiting for the model (${status ?? error}), try ${attempt} of ${of}`);
    if (error !== 'authentication_failed' || attempt < AUTH_TRIES) return;
    cutShort({
      ok: false,
      reason: 'provider_auth',
      message: 'The model refused the credentials. Log in again or give another key.',
    });
  }

  function settle(verdict: Verdict): void {
    const turn = pending;
    pending = null;
    open = null;
    turn?.settle(turn.verdict && !verdict.ok ? turn.verdict : verdict);
  }

  /** Ends the turn from our side: an interrupt, and the process if it does not heed that. */
  function cutShort(verdict: Verdict): void {
    if (!pending || pending.verdict) return;
    const turn = pending;
    turn.verdict = verdict;
    control.request('interrupt', {}, INTERRUPT_MS).catch(() => {});
    void pause(INTERRUPT_MS, null, { ref: false }).then(() => (pending === turn ? child.end() : undefined));
  }

  const onAbort = () =>
    cutShort({ ok: false, reason: 'cancelled', message: 'It was stopped by the runner.' });
  run.signal.addEventListener('abort', onAbort);
  void child.ended.then((exit) => {
    run.signal.removeEventListener('abort', onAbort);
    control.close();
    over = classifyExit(exit, child.stderr());
    settle(over);
  });

  const stop = () => {
    stopping ??= (async () => {
      onAbort();
      if (pending) await Promise.race([control.request('interrupt', {}, 1000).catch(() => {}), child.ended]);
      child.closeInput();
      await Promise.race([child.ended, pause(3000, null, { ref: false })]);
      await child.end();
    })();
    return stopping;
  };

  try {
    await control.request(
      'initialize',
      { hooks: GATE_HOOKS, appendSystemPrompt: run.systemPrompt },
      START_MS,
    );
  } catch (error) {
    await stop();
    throw new EngineFault(
      'process_crash',
      `Claude Code did not start: ${child.stderr().trim().slice(-500) || (error as Error).message}`,
    );
  }

  return {
    pid: child.pid,
    engineVersion: version,
    billing: login,
    say: (text) =>
      new Promise<Turn>((done) => {
        const finish = (verdict: Verdict) => done({ ...verdict, usage: ledger.usage() });
        if (over || stopping)
          return finish(over ?? { ok: false, reason: 'cancelled', message: 'It was stopped by the runner.' });
        if (ledger.usage().turns >= run.maxTurns)
          return finish({
            ok: false,
            reason: 'turns_exhausted',
            message: `It used all its ${run.maxTurns} turns.`,
          });
        lastError = null;
        pending = { settle: finish, verdict: null };
        open = 'model';
        child.send({
          type: 'user',
          message: { role: 'user', content: text },
          parent_tool_use_id: null,
          session_id: run.sessionId,
        });
        if (run.signal.aborted) onAbort();
      }),
    interrupt: () =>
      cutShort({ ok: false, reason: 'stalled', message: 'It was interrupted: it showed no sign of life.' }),
    isOpen: () => over === null && stopping === null,
    waitsFor: () => open,
    // Sets what is set already: any answer, a refusal too, says that somebody is there.
    answers: (timeoutMs) =>
      Promise.race([
        control.request('set_permission_mode', { mode: 'default' }, timeoutMs * 2).then(
          () => true,
          () => over === null,
        ),
        pause(timeoutMs, false, { ref: false }),
      ]),
    stop,
  };
}
