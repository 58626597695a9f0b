import { join } from 'node:path';
import type { Usage } from '@/contract/agent';
import type { Desired } from '@/contract/attempt';
import type { Assignment } from '@/contract/claim';
import { cut } from '@/contract/cut';
import { privateFolder } from '../config/folders';
import { type AgentLog, openAgentLog } from '../logs/agent-log';
import { redactText } from '../logs/redact';
import { lostLease } from '../server/server-fault';
import type { Caller } from '../server/session';
import { cleanLine } from '../terminal/clean-text';
import { sayOf } from '../terminal/say';
import { agentProcesses } from '../workspace/agent-processes';
import { signalTree } from '../workspace/process-tree';
import { agentFolder } from './agent-folder';
import { type Deadline, startDeadline } from './deadline';
import { type Lease, untilSure } from './lease';
import type { Machine } from './machine';
import { createPauseGate } from './pause-gate';
import { NO_USAGE } from './result';
import { isSilent, meaningOf, type StopReason, strongerStop } from './stop-state';
import type { Moment } from './trust-window';

/** One agent while this machine has it. */
export interface LiveAgent {
  assignment: Assignment;
  call: Caller;
  folder: string;
  /** Private to this agent, outside of its worktree. */
  privateDir: string;
  log: AgentLog;
  deadline: Deadline;
  /** Aborted when the agent must end. */
  signal: AbortSignal;
  stop(reason: StopReason): void;
  stoppedBy(): StopReason | null;
  /** Says in heartbeat, log and terminal what comes now. */
  phase(name: string, text: string): void;
  activity(text: string): void;
  usage(): Usage;
  setUsage(usage: Usage): void;
  redact(text: string): string;
  /** The server's wish, from whichever answer it came. */
  onDesired(desired: Desired): void;
  /** Asked before every step: waits while a person wishes that the agent stand still. */
  hold(): Promise<void>;
  /**
   * Resolves when side effects are allowed; throws when the agent is no longer ours, or `ended` comes first: unless told,
   * that the runner leaves.
   */
  mayWrite(ended?: AbortSignal): Promise<void>;
  isSure(): boolean;
  /** Whether nobody knows at present if it is still ours: a server that cannot be reached may have given its task away. */
  isInDoubt(): boolean;
  /** Whether it is held up by a person or by a server that does not answer. */
  waits(): boolean;
  /** Runs after the result has been taken, last added first. */
  cleanups: (() => Promise<void>)[];
  /** The server has the result, or wants none: nothing is renewed any more. */
  endLease(): void;
  close(): void;
}

/** Opens the log and the lease of an agent that has been claimed. `since` is when the claim was sent. */
export function openAgent(assignment: Assignment, since: Moment, machine: Machine): LiveAgent {
  const { agentId, taskRef } = assignment;
  const folder = agentFolder(agentId);
  const call = machine.server.asAgent(assignment.token);
  const secrets = [...machine.secrets, assignment.token];
  const stopping = new AbortController();
  const silent = new AbortController();
  let reason: StopReason | null = null;
  let usage = NO_USAGE;
  let paused = false;
  let missing = false;
  let ended = false;

  const stop = (why: StopReason) => {
    reason = strongerStop(reason, why);
    stopping.abort(reason);
    if (isSilent(reason)) silent.abort(new Error('the lease is lost'));
  };
  const onDesired = (desired: Desired) => {
    if (desired === 'cancel') stop('cancel');
    else gate.wish(desired === 'pause');
  };
  const gate = createPauseGate({
    signal: stopping.signal,
    onHeld: () => {
      deadline.pause();
      lease.progress({ phase: 'paused', activity: 'Paused by a person.', paused: true });
      log.note('Paused by a person.');
      sayOf(taskRef, 'Paused by a person.');
    },
    onFree: () => {
      deadline.resume();
      lease.progress({ phase: 'working', activity: 'Goes on.', paused: false });
      log.note('Goes on.');
      sayOf(taskRef, 'Goes on.');
    },
  });
  const lose = (sentence: string) => {
    if (reason !== 'lost') sayOf(taskRef, `This agent is no longer ours: ${sentence}`);
    stop('lost');
  };

  const log = openAgentLog({
    folder,
    secrets,
    agentId,
    call,
    onDesired,
    onLost: (fault) => lose(`its log cannot be stored: ${fault.message}`),
    onFull: (error) => {
      const sentence = `The disk is full (${error.message}): the log is kept in memory, and no new work is taken until there is room.`;
      sayOf(taskRef, sentence);
      log.note(sentence);
      lease.progress({ activity: cut(sentence, 200) });
    },
    onBroken: (error) => {
      sayOf(taskRef, `The log cannot be written: ${error.message}`);
      stop('disk_full');
    },
  });
  const lease: Lease = machine.leases.keep({
    agentId,
    token: assignment.token,
    ttlMs: assignment.leaseTtlMs,
    since,
    phase: 'starting',
    onDesired: (desired) => {
      missing = false;
      onDesired(desired);
    },
    onMissed: (sentence) => {
      if (!missing) sayOf(taskRef, `Heartbeat not answered, trying again: ${sentence}`);
      missing = true;
    },
    onLost: (sentence, kind) => {
      lose(sentence);
      if (meaningOf(kind).fatal) machine.onFatal(lostLease(sentence, kind));
    },
  });
  const watch = setInterval(() => {
    const trust = lease.trust();
    if (trust === 'over') lose('the server could not be reached for too long.');
    const still = trust === 'paused' || trust === 'over';
    const signalAll = (signal: NodeJS.Signals) => {
      for (const pid of agentProcesses(agentId)) signalTree(pid, signal);
    };
    // What stands still heeds no request to end, and whoever waits for it would wait for ever.
    if (still && isSilent(reason)) return signalAll('SIGKILL');
    if (still === paused) return;
    paused = still;
    signalAll(paused ? 'SIGSTOP' : 'SIGCONT');
  }, 1000);

  const deadline = startDeadline(assignment.limits.timeoutMs, () => stop('timeout'));
  const endLease = () => {
    ended = true;
    clearInterval(watch);
    lease.end();
  };

  return {
    assignment,
    call,
    folder,
    log,
    stop,
    onDesired,
    privateDir: privateFolder(join(folder, 'private')),
    deadline,
    hold: gate.pass,
    signal: stopping.signal,
    stoppedBy: () => reason,
    phase: (name: string, text: string) => {
      lease.progress({ phase: name, activity: text.slice(0, 200) });
      log.note(text);
      sayOf(taskRef, text);
    },
    activity: (text: string) =>
      lease.progress({ activity: redactText(cleanLine(text, 200), secrets).slice(0, 200) }),
    usage: () => usage,
    setUsage: (next: Usage) => {
      usage = next;
      lease.progress({ usage });
    },
    redact: (text: string) => redactText(text, secrets),
    mayWrite: (ended = machine.leaving) => untilSure(lease, AbortSignal.any([silent.signal, ended])),
    isSure: () => lease.trust() === 'sure' && !isSilent(reason),
    isInDoubt: () => !ended && lease.trust() !== 'sure' && !isSilent(reason),
    waits: () => deadline.isPaused() || lease.trust() !== 'sure',
    cleanups: [],
    endLease,
    close: () => {
      endLease();
      log.close();
    },
  };
}
