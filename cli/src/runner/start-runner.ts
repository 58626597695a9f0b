import { timerFaults } from '@/contract/protocol';
import type { RunnerReport, RunnerStatus } from '@/contract/runner';
import { ACTIVE_AGENTS_MAX, closeSession, reportProjects, type ServedProject } from '@/contract/session';
import type { EngineName } from '@/contract/task';
import { secretsInEnv } from '../config/env';
import type { Connection, PrivateJwk } from '../config/store';
import { renewOldKey } from '../server/change-key';
import { withRetries } from '../server/retry';
import { createRunnerServer } from '../server/session';
import { Failure } from '../terminal/failure';
import { emit, say, warn } from '../terminal/say';
import { sayPaused } from '../terminal/say-paused';
import { sayStanding } from '../terminal/say-standing';
import { claimLoop } from './claim-loop';
import { type Errands, runErrands } from './errands';
import { handInLeftovers } from './hand-in-leftovers';
import { openLateLogs } from './late-logs';
import { startLeaseKeeper } from './lease';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { type MatchedProject, matchProjects } from './match-projects';
import { settleLeftovers } from './recover-agents';
import { type Ended, runAssignment } from './run-assignment';
import { onSignals } from './signals';
import { noteLeaving } from './single-runner';
import { startWarden } from './start-warden';
import { tellHistory } from './tell-history';
import { now } from './trust-window';
import { lackOfRoom, waitForRoom } from './wait-for-room';

export interface RunnerOptions {
  connection: Connection;
  key: PrivateJwk;
  directory: string;
  apiKey: string | null;
  once: boolean;
  maxConcurrent: number;
  /** After so many milliseconds it takes no new work, finishes and leaves; null: never by itself. */
  drainAfterMs: number | null;
  report: RunnerReport;
}

/** How a runner ended. */
export interface RunnerEnd {
  /** Agents that ended here, in order. */
  ended: Ended[];
  /** The exit code that a signal asked for; 0 where none did. */
  signalled: number;
}

/** Runs until told to stop: opens a session, matches projects, claims work and does it. Throws what makes it unable to go on. */
export async function startRunner(options: RunnerOptions): Promise<RunnerEnd> {
  const { connection, directory, maxConcurrent, report } = options;
  const server = createRunnerServer(connection, options.key);
  const secrets = [...secretsInEnv(), ...(options.apiKey ? [options.apiKey] : [])];
  const draining = new AbortController();
  const live = new Map<string, LiveAgent>();
  const work = new Set<Promise<void>>();
  const ended: Ended[] = [];
  let fatal: unknown = null;

  const left = await settleLeftovers();
  say(`Connecting to ${server.origin} …`);
  let since = now();
  const opened = await withRetries(
    () => {
      since = now();
      return server.open({
        // Of those that it does not name, none is its own any more.
        activeAgents: left.slice(0, ACTIVE_AGENTS_MAX).map(({ agentId }) => agentId),
        maxConcurrent,
        report,
        signal: draining.signal,
      });
    },
    {
      signal: draining.signal,
      giveUpAfterMs: options.once ? 20_000 : 120_000,
      onWait: (fault, pause) => warn(`${fault.message} Trying again in ${Math.ceil(pause / 1000)} s.`),
    },
  );
  const unfit = timerFaults(opened.timers);
  if (unfit.length > 0)
    throw new Failure(
      'TIMERS_UNFIT',
      `The server’s timers do not fit together: ${unfit.join('; ')}. Nothing is claimed until its AGENT_ORCHESTRATOR_TIMERS are put right.`,
    );
  const late = openLateLogs(server);

  let matched: MatchedProject[] = [];
  let version = '';
  const match = async (projects: ServedProject[]) => {
    matched = await matchProjects(projects, directory, connection.projects);
    return tellProjects();
  };
  /** Says what becomes of each project here; whoever asks why a task does not move reads it. */
  const tellProjects = async (): Promise<ServedProject[]> => {
    const lack = opened.features.includes('room') ? lackOfRoom() : null;
    const reports = matched.map(({ project, state, detail }) => ({
      projectId: project.id,
      ...(lack && state === 'ok' ? { state: 'no_room' as const, detail: lack } : { state, detail }),
    }));
    const answer = await withRetries(
      () => server.call(reportProjects, { body: { reports }, signal: draining.signal }),
      { signal: draining.signal },
    );
    version = answer.projectsVersion;
    return answer.projects;
  };
  const rescan = async (projects = matched.map(({ project }) => project)) => {
    const before = matched.map(({ project, state }) => `${project.name} ${state}`).join();
    // The answer may hold projects that are new: they are matched in turn.
    const current = await match(projects);
    if (JSON.stringify(current) !== JSON.stringify(projects)) await match(current);
    if (before !== matched.map(({ project, state }) => `${project.name} ${state}`).join())
      sayProjects(matched);
  };
  const warden = startWarden();
  let errands: Errands | null = null;
  const over = new AbortController();
  const leases = startLeaseKeeper({ origin: server.origin, epoch: server.epoch(), timers: opened.timers });
  const leaving = new AbortController();
  const stopAll = (reason: 'release' | 'lost') => {
    draining.abort();
    leaving.abort(new Error('the runner is leaving'));
    for (const agent of live.values()) agent.stop(reason);
  };
  const machine: Machine = {
    server,
    leases,
    late,
    secrets,
    rules: connection,
    attempts: new Map(),
    sessions: new Set(),
    timers: opened.timers,
    features: opened.features,
    project: (id) => matched.find(({ project }) => project.id === id) ?? null,
    apiKey: options.apiKey,
    sandboxKind: report.sandbox.kind,
    leaving: leaving.signal,
    onFatal: (error) => {
      fatal ??= error;
      stopAll('lost');
    },
  };
  const signalled = onSignals({
    drain: () => {
      noteLeaving();
      draining.abort();
    },
    handBack: () => stopAll('release'),
    running: () => [...live.values()].map(({ assignment }) => assignment.taskRef),
    drainAfterMs: options.drainAfterMs,
  });
  const handingIn = handInLeftovers(left, {
    opened,
    since,
    server,
    leases,
    late,
    secrets,
    onFatal: machine.onFatal,
  });

  // What is handed back comes before new work, for as long as the server takes it at once; and whoever asks for one piece of
  // work means that, too.
  const tidyBy = performance.now() + opened.timers.flushMs;
  const isTidy = () => handingIn.waiting() === 0 || (!options.once && performance.now() > tidyBy);

  try {
    if (opened.features.includes('keys'))
      await renewOldKey(server, connection).catch((error: Error) => warn(error.message));
    await rescan(opened.projects);
    const paused = server.paused();
    let standing: RunnerStatus = paused ? 'PAUSED' : 'ACTIVE';
    if (paused) warn(sayPaused(connection.name, paused));
    else
      say(
        `${connection.name} is ready for work in ${directory} (${maxConcurrent} at a time). Ctrl-C to leave.`,
      );
    const { runnerId } = connection;
    emit('runner.ready', { runnerId, origin: server.origin, directory, paused });
    if (opened.features.includes('recovery')) errands = runErrands(server, () => matched, over.signal);
    if (opened.features.includes('history')) void tellHistory(server, () => matched, over.signal);
    await claimLoop({
      server,
      engines: report.engines.filter(({ available }) => available).map(({ engine }): EngineName => engine),
      labels: connection.labels,
      pollHoldMs: opened.timers.pollHoldMs,
      signal: draining.signal,
      once: options.once,
      room: () =>
        waitForRoom({
          hasPlace: () => isFree([...live.values()], maxConcurrent) && isTidy(),
          signal: draining.signal,
          onLack: async () => void (await tellProjects()),
        }),
      served: () => ({
        projectIds: matched.filter(({ repo }) => repo).map(({ project }) => project.id),
        version,
      }),
      rescan: () => rescan(),
      onStatus: (status) => {
        if (status === standing) return;
        standing = status;
        (status === 'ACTIVE' ? say : warn)(sayStanding(connection.name, status));
      },
      onNothing: () => {
        if (standing === 'ACTIVE') say('There is no work for this machine now.');
      },
      onAssignment: (assignment, since) => {
        if (live.has(assignment.agentId))
          return warn(
            `The server gave ${assignment.agentId} again, which is at work here. It goes on as it is.`,
          );
        warden.watch(assignment.agentId);
        const running = runAssignment(assignment, since, machine, (agent) => {
          live.set(assignment.agentId, agent);
          // Granted while this runner was already leaving: it goes straight back.
          if (draining.signal.aborted) agent.stop('release');
        })
          .then((end) => {
            ended.push(end);
          })
          .catch((error) => machine.onFatal(error))
          .finally(() => {
            live.delete(assignment.agentId);
            warden.forget(assignment.agentId);
            errands?.report();
            work.delete(running);
          });
        work.add(running);
      },
    });
    await Promise.all(work);
  } catch (error) {
    // A call that was cut off because this runner is leaving is no fault: what runs may finish.
    if (!draining.signal.aborted) {
      fatal ??= error;
      stopAll('release');
    }
    await Promise.all(work);
  } finally {
    over.abort();
    await handingIn.close();
    await late.close(opened.timers.flushMs);
    await server.call(closeSession, { timeoutMs: 3000 }).catch(() => {});
    await leases.close();
    warden.close();
  }
  if (fatal) throw fatal;
  return { ended, signalled: signalled() };
}

/** Whether one more agent may be claimed: there is a place, and of none that is here it is in doubt whose it is. */
const isFree = (live: LiveAgent[], maxConcurrent: number): boolean =>
  live.length < maxConcurrent && !live.some((agent) => agent.isInDoubt());

function sayProjects(matched: MatchedProject[]): void {
  if (matched.length === 0) say('The dashboard has no project yet.');
  for (const { project, state, detail } of matched) {
    if (state === 'ok') say(`Project ${project.name}: ${detail}`);
    else warn(`Project ${project.name} cannot be served here (${state}): ${detail}`);
  }
}
