import { readFolder } from '../../config/read-folder';
import { aggregateResults } from '../../strategies/aggregate-results';
import { OrchestratorSession } from '../../strategies/orchestrator-session';
import type { ProcessResult, Runnable } from '../../strategies/process-result';
import { runBatched } from '../../strategies/run-batched';
import type { Progress, StrategyOptions } from '../../strategies/run-one';
import { runParallel } from '../../strategies/run-parallel';
import { runSequential } from '../../strategies/run-sequential';
import { runWithFallback } from '../../strategies/run-with-fallback';
import { EXIT, Failure } from '../../terminal/failure';
import { print, printJson, say, sayOf } from '../../terminal/say';
import type { RunOptions } from '../run';

type Strategy = 'parallel' | 'sequential' | 'fallback' | 'batch';

/** Runs Claude Code on each prompt by the strategy that was chosen; sets the exit code. Throws a Failure. */
export async function runPrompts(prompts: string[], options: RunOptions): Promise<void> {
  const strategy = chosenStrategy(prompts, options);
  const { timeout, model, permissionMode, allowedTools, trustFolder, retry } = options;
  const session = new OrchestratorSession(strategy, { workingDir: readFolder(options.dir ?? '.') });
  const processes = prompts.map((prompt) =>
    session.createProcess(prompt, undefined, {
      streamOutput: false,
      ...(timeout ? { timeout } : {}),
      ...(model ? { model } : {}),
      ...(permissionMode ? { permissionMode } : {}),
      ...(allowedTools ? { allowedTools } : {}),
      ...(trustFolder ? { trustFolder } : {}),
      ...(retry ? { retry: { attempts: retry } } : {}),
    }),
  );
  say(`Logs: ${session.logDir}`);
  const stop = stopOnSignals();
  const onProgress = (progress: Progress) => {
    tell(progress);
    session.log(`${progress.processId} ${progress.state}${ended(progress.result)}`);
    if (progress.result && !options.json) show(progress.result, prompts.length);
  };
  const results = await RUN[strategy](processes, options, { onProgress, signal: stop.signal });
  if (options.json)
    printJson({ data: { strategy, sessionId: session.sessionId, logDir: session.logDir, results } });
  process.exitCode = stop.exitCode() ?? exitOf(results, strategy, prompts.length);
}

const RUN: Record<
  Strategy,
  (processes: Runnable[], options: RunOptions, more: StrategyOptions) => Promise<ProcessResult[]>
> = {
  parallel: (processes, { maxWorkers }, more) =>
    runParallel(processes, { ...more, ...(maxWorkers ? { maxWorkers } : {}) }),
  sequential: (processes, { passOutput = false, stopOnFailure = false }, more) =>
    runSequential(processes, { ...more, passOutput, stopOnFailure }),
  fallback: async (processes, _options, more) => [await runWithFallback(processes, more)],
  batch: (processes, { batch = 1, passOutput = false }, more) =>
    runBatched(processes, { ...more, batchSize: batch, passOutput }),
};

function chosenStrategy(prompts: string[], options: RunOptions): Strategy {
  const named = (['parallel', 'sequential', 'fallback', 'batch'] as const).filter((name) => options[name]);
  if (named.length > 1 || (named.length === 0 && prompts.length > 1))
    throw wrong('Choose one of --parallel, --sequential, --fallback and --batch <n>.');
  const strategy = named[0] ?? 'sequential';
  if (options.maxWorkers && strategy !== 'parallel') throw wrong('--max-workers goes with --parallel.');
  if (options.stopOnFailure && strategy !== 'sequential')
    throw wrong('--stop-on-failure goes with --sequential.');
  if (options.passOutput && strategy !== 'sequential' && strategy !== 'batch')
    throw wrong('--pass-output goes with --sequential and --batch.');
  if (prompts.some((prompt) => prompt.trim() === '')) throw wrong('A prompt is empty.');
  return strategy;
}

const wrong = (sentence: string) => new Failure('WRONG_USAGE', sentence, 'usage');

function tell({ processId, result, done, total }: Progress): void {
  sayOf(processId, result ? `ended${ended(result)}, ${done} of ${total}` : 'started');
}

const ended = (result: ProcessResult | undefined): string =>
  result
    ? ` after ${result.duration.toFixed(1)} s${result.exitCode === 0 ? '' : result.exitCode === -1 ? ': it took too long' : ` with exit code ${result.exitCode}`}`
    : '';

function show({ processId, output, stderr, exitCode }: ProcessResult, of: number): void {
  if (of > 1) print(`== ${processId}`);
  if (output) print(output.trimEnd());
  if (exitCode !== 0 && stderr) sayOf(processId, stderr.trimEnd());
}

function exitOf(results: ProcessResult[], strategy: Strategy, wanted: number): number {
  const { succeeded, total } = aggregateResults(results);
  const all = strategy === 'fallback' ? 1 : wanted;
  return succeeded === total && total === all ? EXIT.ok : EXIT.failure;
}

/** The first signal ends what runs and its groups; the second leaves at once, which kills them. */
function stopOnSignals(): { signal: AbortSignal; exitCode(): number | null } {
  const stop = new AbortController();
  let code: number | null = null;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (code !== null) process.exit(code);
      code = name === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
      say('Ending what runs. Once more to leave at once.');
      stop.abort();
    });
  }
  return { signal: stop.signal, exitCode: () => code };
}
