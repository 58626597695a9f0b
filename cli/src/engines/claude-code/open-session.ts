import { randomUUID } from 'node:crypto';
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

/** What was told in the last moment of a turn begins the next one by itself; a client that does not say so is not waited for longer. */
const TOLD_MS = 10_000;

interface Pending {
  settle: (verdict: Verdict) => void;
  /** Set where the runner itself ends the turn, and why: the engine only knows that it was interrupted. */
  verdict: Verdict | null;
  /** Messages of people that its first answer shows to have been heard. */
  ids: string[];
}

/** Starts Claude Code and shakes hands with it. Throws an EngineFault where it does not come up. */
export async function openSession(
  binary: string,
  version: string,
  login: EngineSession['billing'],
  run: EngineRun,
): Promise<EngineSession> {
  const sessionId = run.resume?.sessionId ?? run.sessionId;
  const ledger = openUsageLedger(run.resume !== null);
  /** Told, and not in a request yet. */
  const told = new Set<string>();
  let pending: Pending | null = null;
  let lastError: string | null = null;
  let open: 'model' | 'tool' | null = null;
  let quotaUntil: string | null = null;
  let over: Verdict | null = null;
  let stopping: Promise<void> | null = null;

  const child = startProcess(await prepareLaunch(binary, run), run, (line) => onEvent(parseLine(line)));
  const control = openControl(child.send, createToolGate(run, sessionId));
  // With a login the answer may cost the client a request of its own, and money is not what is paid.
  const pollUsage =
    login === 'api' ? createUsagePoll(control, ledger, () => run.onUsage(ledger.usage())) : () => {};

  function onEvent(event: StreamEvent): void {
    if (event.kind !== 'control_response' && event.kind !== 'taken') run.onNews();
    if (event.kind === 'message') onMessage(event);
    else if (event.kind === 'shown') open = 'model';
    else if (event.kind === 'retry') onRetry(event);
    else if (event.kind === 'control_request') control.onRequest(event);
    else if (event.kind === 'control_response') control.onResponse(event);
    else if (event.kind === 'control_cancel') control.onCancel(event.id);
    else if (event.kind === 'heard') onHeard(event.id);
    else if (event.kind === 'limit') onLimit(event);
    else if (event.kind === 'result') {
      ledger.totals(event.facts.totals, event.facts.since);
      run.onUsage(ledger.usage());
      onVerdict(classifyTurn(event.facts, lastError));
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
    if (!error && pending && pending.ids.length > 0) run.onHeard(pending.ids.splice(0));
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

  function onHeard(id: string): void {
    if (told.delete(id)) run.onHeard([id]);
  }

  function onLimit({ rejected, resetsAt }: Extract<StreamEvent, { kind: 'limit' }>): void {
    if (rejected) quotaUntil = resetsAt === null ? null : new Date(resetsAt * 1000).toISOString();
  }

  /** The turn is over with its result, unless it was told something that no request has held yet. */
  function onVerdict(verdict: Verdict): void {
    const turn = pending;
    if (!verdict.ok || told.size === 0 || !turn || turn.verdict) {
      settle(verdict);
      return;
    }
    const waiting = [...told];
    void pause(TOLD_MS, null, { ref: false }).then(() => {
      if (pending !== turn || !waiting.some((id) => told.has(id))) return;
      for (const id of waiting) told.delete(id);
      settle(verdict);
    });
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
    if (!turn) return;
    told.clear();
    const judged = turn.verdict && !verdict.ok ? turn.verdict : verdict;
    turn.settle(judged.reason === 'provider_quota' ? { ...judged, quotaUntil } : judged);
  }

  /** Ends the turn from our side: an interrupt, and the process if it does not heed that. */
  function cutShort(verdict: Verdict): void {
    if (!pending || pending.verdict) return;
    const turn = pending;
    turn.verdict = verdict;
    // What it was told and has not taken in would begin a turn of its own after this one.
    for (const id of told)
      control.request('cancel_async_message', { message_uuid: id }, INTERRUPT_MS).catch(() => {});
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
    sessionId,
    resumed: run.resume !== null,
    billing: login,
    tell: ({ id, text }) => {
      if (!pending || pending.verdict || over || stopping) return false;
      told.add(id);
      child.send(userMessage(text, sessionId, id));
      return true;
    },
    say: (text, ids = []) =>
      new Promise<Turn>((done) => {
        const finish = (verdict: Verdict) => done({ quotaUntil: null, ...verdict, usage: ledger.usage() });
        if (over || stopping)
          return finish(over ?? { ok: false, reason: 'cancelled', message: 'It was stopped by the runner.' });
        if (ledger.usage().turns >= run.maxTurns)
          return finish({
            ok: false,
            reason: 'turns_exhausted',
            message: `It used all its ${run.maxTurns} turns.`,
          });
        lastError = null;
        pending = { settle: finish, verdict: null, ids: [...ids] };
        open = 'model';
        child.send(userMessage(text, sessionId, randomUUID()));
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

const userMessage = (text: string, sessionId: string, uuid: string) => ({
  type: 'user',
  message: { role: 'user', content: text },
  parent_tool_use_id: null,
  session_id: sessionId,
  uuid,
});
