import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startAgent } from '@/contract/attempt';
import type { Earlier } from '@/contract/claim';
import { env } from '../config/env';
import { configFolder, privateFolder, stateFolder } from '../config/folders';
import { racePoint } from '../config/race-point';
import { chooseEngine } from '../engines/choose-engine';
import type { EngineRun, EngineSession } from '../engines/engine';
import { EngineFault } from '../engines/engine-fault';
import { withRetries } from '../server/retry';
import { superviseSession } from '../supervision/supervise-session';
import { openBaseline } from '../verify/baseline';
import { commitFiles } from '../verify/commit-files';
import { detectChecks, detectSetup } from '../verify/detect-checks';
import { findEarlierWork, layTree } from '../workspace/carry-over';
import { changedPaths } from '../workspace/changes';
import { engineEnv } from '../workspace/child-env';
import { keepCheckpoint, treeOf } from '../workspace/commit';
import { branchRef, fileAt, git, resolveCommit } from '../workspace/git';
import { startTimeOf } from '../workspace/process-tree';
import { openSandbox } from '../workspace/sandbox';
import { snapshotTree, untrackedFiles } from '../workspace/snapshot';
import { addWorktree, removeWorktree } from '../workspace/worktree';
import { writeNote } from './agent-folder';
import { askNobody, askPerson } from './ask-person';
import { checkPlace, runSetup } from './checks';
import { concludeWork } from './conclude-work';
import { fetchAttachments } from './fetch-attachments';
import { answersOf, findGoingOn, placeOf, resumeOf, takeSession } from './go-on';
import type { LiveAgent } from './live-agent';
import type { Machine } from './machine';
import { openMail } from './mail';
import { firstPrompt, messageMark, systemPrompt } from './prompt';
import { checkoutsOf } from './prove-commit';
import { failed, type Result } from './result';
import { takeTurns } from './rounds';
import { sayPrevented } from './say-prevented';
import { watchTree } from './tree-watch';
import { createWriteGate } from './write-gate';

/** Does the work of a task: worktree, set-up, engine with rounds of checks, commit. What stood in the worktree is always kept. */
export async function runWork(agent: LiveAgent, repo: string, machine: Machine): Promise<Result> {
  const { assignment } = agent;
  // Even the first answer of a model costs something.
  if (assignment.limits.budgetMicros === 0)
    return failed('budget_exhausted', 'The budget of the task is used up, so no agent was started.');
  const base = await resolveCommit(repo, branchRef(assignment.baseBranch));
  if (!base) return failed('base_missing', `There is no branch ${assignment.baseBranch} in ${repo}.`);
  if (!(await resolveCommit(repo, branchRef(assignment.targetBranch))))
    return failed('base_missing', `There is no branch ${assignment.targetBranch} in ${repo} to merge into.`);
  const ownEnv = engineEnv(assignment.agentId);
  const found = await findGoingOn(agent, { repo, base, env: ownEnv });
  const goingOn = takeSession(agent, found, machine.sessions);
  const worktree = placeOf(goingOn, assignment.agentId);
  const facts = { repo, worktree, base };
  const litter = new Set<string>();
  const note = {
    agentId: assignment.agentId,
    taskId: assignment.taskId,
    taskRef: assignment.taskRef,
    attempt: assignment.attempt,
    kind: assignment.kind,
    pid: null as number | null,
    startTime: null as string | null,
    engineSessionId: randomUUID() as string,
    repo,
    worktree,
    baseSha: base,
  };
  writeNote(note);
  agent.phase('preparing', `Working tree of ${assignment.baseBranch} at ${base.slice(0, 10)}`);
  await addWorktree({ repo, folder: worktree, branch: assignment.branch, commit: base });
  racePoint('worktree-made');
  agent.cleanups.push(async () => {
    await keepWhatIsLeft(agent, facts, litter);
    await removeWorktree(repo, worktree);
  });

  const gate = createWriteGate(agent, worktree);
  const watch = watchTree({ agent, gate, worktree, baseSha: base, litter });
  const carried = await carryOver(agent, gate, facts);
  const files = await commitFiles(repo, base);
  const gitFolder = await git(repo, 'rev-parse', ['--path-format=absolute', '--git-common-dir']);
  const { sandboxKind } = machine;
  const network = machine.rules.network !== false;
  const place = checkPlace(agent, worktree, { sandboxKind, readable: [gitFolder], network });
  const before = await untrackedFiles(worktree);
  const setup = await detectSetup(assignment.project.setup, files);
  if (setup) {
    agent.phase('setting up', `Set-up: ${setup.join(' ')}`);
    // What a checkout needs is fetched by it.
    const open = checkPlace(agent, worktree, { sandboxKind, readable: [gitFolder], network: true });
    const fault = await runSetup(setup, open, assignment.limits.timeoutMs);
    if (fault && !agent.signal.aborted)
      return failed('setup_failed', `The set-up command did not succeed. ${fault}`, { baseSha: base });
  }
  for (const path of await untrackedFiles(worktree)) if (!before.has(path)) litter.add(path);
  if (agent.signal.aborted)
    return failed('cancelled', 'Ended before the engine was started.', { baseSha: base });

  const attached = await fetchAttachments(agent, machine);
  let session: EngineSession | null = null;
  const mail = openMail(
    agent,
    machine.rules,
    (id) => session?.resumed === true && goingOn.kept?.holds(messageMark(id)) === true,
  );
  try {
    const engine = await chooseEngine(assignment.engine, { apiKey: machine.apiKey });
    agent.phase('working', `${engine.name} begins`);
    const ask = machine.rules.requireSignedTasks ? askNobody : askPerson;
    const sandbox = openSandbox(sandboxKind, {
      home: env.HOME ?? '/nonexistent',
      writable: [agent.privateDir],
      readable: [gitFolder, ...(attached ? [attached.folder] : [])],
      hidden: [configFolder(), stateFolder()],
      searchPath: env.PATH,
    });
    const run: EngineRun = {
      cwd: worktree,
      readable: attached?.folder,
      privateDir: agent.privateDir,
      systemPrompt: systemPrompt(assignment, await fileAt(repo, base, 'CLAUDE.md', 60_000)),
      model: assignment.model,
      sessionId: note.engineSessionId,
      resume: resumeOf(goingOn, engine.name, worktree, carried.fits),
      maxTurns: assignment.limits.maxTurns,
      budgetMicros: assignment.limits.budgetMicros,
      env: ownEnv,
      apiKey: machine.apiKey,
      sandbox,
      network,
      onOutput: (stream, bytes) => agent.log.write(stream, bytes),
      onNews: () => {},
      onActivity: agent.activity,
      onUsage: agent.setUsage,
      hold: agent.hold,
      mayWrite: gate.mayWrite,
      afterCommand: async (command, output) => [
        ...(await watch.look()),
        ...(await sayPrevented({ worktree, gate }, command, output)),
      ],
      ask: (question) => ask(agent, question),
      onHeard: mail.heard,
      signal: agent.signal,
    };
    const noteSession = ({ pid, sessionId }: EngineSession) => {
      note.engineSessionId = sessionId;
      writeNote({ ...note, pid, startTime: pid ? startTimeOf(pid) : null });
    };
    const isTold = machine.features.includes('supervision');
    session = await superviseSession({ agent, engine, run, isTold, onOpen: noteSession });
    racePoint('engine-open');
    const started = {
      engine: engine.name,
      engineVersion: session.engineVersion,
      engineSessionId: session.sessionId,
      resumedAttempt: session.resumed ? (goingOn.earlier?.attempt ?? null) : null,
      model: assignment.model,
      sandbox: sandbox.kind,
      billing: session.billing,
      branch: assignment.branch,
      baseSha: base,
    };
    const answer = await withRetries(
      () =>
        agent.call(startAgent, { params: { id: assignment.agentId }, body: started, signal: agent.signal }),
      { signal: agent.signal },
    );
    racePoint('started');
    agent.onDesired(answer.desired);
    if (goingOn.earlier) agent.log.note(sayGoingOn(goingOn.earlier, session.resumed));
    const answers = await answersOf(agent, goingOn, session.resumed);
    await mail.look();
    mail.passTo(session);
    const end = await takeTurns(
      {
        agent,
        session,
        gate,
        watch,
        worktree,
        baseSha: base,
        place,
        litter,
        conflicts: carried.conflicts,
        baseline: openBaseline({
          repo,
          base,
          setup,
          setupTimeoutMs: assignment.limits.timeoutMs,
          makeCheckout: checkoutsOf(agent, machine, { repo, branch: assignment.baseBranch }),
          signal: agent.signal,
          phase: agent.phase,
        }),
        mail,
        checksFor: (changed) =>
          detectChecks(
            assignment.project.checks,
            files,
            changed.filter((path) => existsSync(join(worktree, path))),
          ),
      },
      firstPrompt({
        assignment,
        goingOn,
        answers,
        resumed: session.resumed,
        worktree,
        base,
        carriedFrom: carried.from,
        conflicts: carried.conflicts,
        attached,
      }),
    );
    racePoint('turn-over');
    return await concludeWork(agent, end, facts);
  } catch (error) {
    if (error instanceof EngineFault)
      return failed(error.reason, agent.redact(error.message), { baseSha: base });
    throw error;
  } finally {
    await mail.close();
    await session?.stop();
  }
}

interface Facts {
  repo: string;
  worktree: string;
  base: string;
}

interface CarriedOver {
  /** The attempt whose work it is; null where none was laid. */
  from: number | null;
  /** Whether everything that earlier attempts left lies in the worktree. */
  fits: boolean;
  /** Files in which it meets what has changed since. */
  conflicts: string[];
}

/** Lays an earlier attempt's work into the fresh worktree, where its files are free. */
async function carryOver(
  agent: LiveAgent,
  gate: ReturnType<typeof createWriteGate>,
  { repo, worktree, base }: Facts,
): Promise<CarriedOver> {
  const { taskRef, taskId, attempt } = agent.assignment;
  const earlier = await findEarlierWork({ repo, ref: taskRef, taskId, attempt, base });
  if (!earlier) return { from: null, fits: true, conflicts: [] };
  const held = await gate.settle(await changedPaths(repo, base, earlier.tree));
  if (held.length > 0) return { from: null, fits: false, conflicts: [] };
  await layTree(worktree, earlier.tree);
  agent.log.note(`The work of attempt ${earlier.attempt} was laid into the working tree.`);
  return { from: earlier.attempt, fits: true, conflicts: earlier.conflicts };
}

const sayGoingOn = ({ taskRef, attempt }: Earlier, resumed: boolean): string =>
  resumed
    ? `The session of ${taskRef}, attempt ${attempt}, goes on.`
    : `A session begins; it is told what attempt ${attempt} of ${taskRef} left.`;

/** Keeps what stands in the worktree under the checkpoint ref, unless the branch has it already. */
async function keepWhatIsLeft(
  agent: LiveAgent,
  { repo, worktree, base }: Facts,
  litter: Set<string>,
): Promise<void> {
  const { taskRef, taskId, attempt, branch } = agent.assignment;
  // Somebody may have emptied the state folder meanwhile: what stands in the working tree is kept all the same.
  const tree = await snapshotTree(worktree, privateFolder(agent.privateDir), litter);
  const head = (await resolveCommit(repo, branchRef(branch))) ?? base;
  if (tree === (await treeOf(repo, head)) || tree === (await treeOf(repo, base))) return;
  await keepCheckpoint({ repo, tree, parent: base, ref: taskRef, taskId, attempt });
}
