import { stateFolder } from '../config/folders';
import { connectionFile, needConnection } from '../config/store';
import { EXIT } from '../terminal/failure';
import { print, printJson } from '../terminal/say';

/** Prints who this machine is, whether its runner runs, and what it works on; sets the exit code. */
export async function showStatus(options: { json?: boolean }): Promise<void> {
  const stored = needConnection();
  const [{ runningRunner }, { leftAgents }, { serverFindings }] = await Promise.all([
    import('../runner/single-runner'),
    import('../runner/agent-folder'),
    import('../doctor/server-findings'),
  ]);
  const { name, url, runnerId, workspaceName, directory, labels } = stored.connection;
  const pid = runningRunner();
  const agents = leftAgents().map(({ agentId, taskRef, kind, attempt, worktree }) => ({
    agentId,
    taskRef,
    kind,
    attempt,
    worktree,
  }));
  const findings = await serverFindings(stored);
  const healthy = findings.every(({ level }) => level !== 'error');
  const data = {
    name,
    url,
    runnerId,
    workspaceName,
    directory,
    labels,
    config: connectionFile(),
    state: stateFolder(),
    running: pid !== null,
    pid,
    paused: findings.some(({ code }) => code === 'paused'),
    agents,
    server: findings,
  };
  if (!healthy)
    process.exitCode = findings.some(({ code, level }) => code === 'server' && level === 'error')
      ? EXIT.unreachable
      : EXIT.auth;
  if (options.json) return printJson({ data });
  print(`${name} at ${url} (${workspaceName})`);
  print(
    `Runner      ${pid === null ? 'not running; start it with: agent-orchestrator start' : `running as process ${pid}`}`,
  );
  print(`Repositories in ${directory}`);
  for (const agent of agents)
    print(
      `Agent       ${agent.taskRef} ${agent.kind}, attempt ${agent.attempt}${pid === null ? ' (left behind; handed in at the next start)' : ''}`,
    );
  for (const { level, message, fix } of findings)
    print(`${level === 'ok' ? 'Server     ' : 'Problem    '} ${message}${fix ? ` ${fix}` : ''}`);
  print(`Settings    ${connectionFile()}`);
}
