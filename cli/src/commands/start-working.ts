import { env, settingNotes } from '../config/env';
import { privateFolder, stateFolder } from '../config/folders';
import { readFolder } from '../config/read-folder';
import { needConnection } from '../config/store';
import { EXIT, Failure } from '../terminal/failure';
import { say, useJson, warn } from '../terminal/say';
import type { StartOptions } from './start';

/** Works on tasks until told to stop; sets the exit code. */
export async function startWorking(options: StartOptions): Promise<void> {
  const { connection, key } = needConnection();
  const directory = readFolder(options.dir ?? connection.directory);
  useJson(options.json === true);
  if (options.apiKey)
    warn(
      'The key given with -k can be seen by others on this machine in the process list. Prefer ANTHROPIC_API_KEY.',
    );
  for (const note of settingNotes()) warn(note);
  const apiKey = options.apiKey ?? env.ANTHROPIC_API_KEY ?? null;
  privateFolder(stateFolder());
  say(`Looking at this machine: ${connection.name}, ${directory}`);
  const [{ startRunner }, { machineReport }, { takeRunnerPlace }, { prepareGitConfig }] = await Promise.all([
    import('../runner/start-runner'),
    import('../doctor/machine-report'),
    import('../runner/single-runner'),
    import('../workspace/git-config'),
  ]);
  const giveBack = takeRunnerPlace();
  // Until it has come to an end: a runner that is torn down has not done what it was started for.
  process.exitCode = EXIT.failure;
  try {
    prepareGitConfig(stateFolder());
    const report = await machineReport({ directory, apiKey });
    for (const { level, message, fix } of report.findings)
      if (level !== 'ok') warn(`${message} ${fix ?? ''}`);
    if (connection.network === false && report.sandbox.kind === 'none')
      throw new Failure(
        'NETWORK_OPEN',
        'This machine is set to keep agents off the network, which takes a sandbox, and there is none (agent-orchestrator doctor says why). Put that right, or run: agent-orchestrator config set network yes',
      );
    const once = options.once === true;
    const end = await startRunner({
      connection,
      key,
      directory,
      apiKey,
      once,
      maxConcurrent: once ? 1 : (options.maxConcurrent ?? connection.maxConcurrent ?? 1),
      drainAfterMs: options.drainAfter ?? null,
      report,
    });
    process.exitCode = end.signalled || (once ? exitOfOnce(end.ended[0]) : EXIT.ok);
  } finally {
    giveBack();
  }
}

function exitOfOnce(end: { outcome: string; reason: string | null } | undefined): number {
  if (!end || end.outcome === 'succeeded' || end.outcome === 'released') return EXIT.ok;
  return end.reason === 'budget_exhausted' ? EXIT.budget : EXIT.taskFailed;
}
