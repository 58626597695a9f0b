import { basename } from 'node:path';
import { CommanderError } from 'commander';
import { type GlobalOptions, makeProgram } from './program';
import { useInput } from './terminal/ask';
import { cleanJson, cleanText } from './terminal/clean-text';
import { messageColors } from './terminal/colors';
import { EXIT } from './terminal/failure';
import { useQuiet } from './terminal/say';
import { watchOutput } from './terminal/watch-output';

const program = makeProgram(basename(process.argv[1] ?? '') === 'swarm' ? 'swarm' : 'agent-orchestrator');

program.hook('preAction', async () => {
  const { quiet, input } = program.opts<GlobalOptions>();
  useQuiet(quiet === true);
  useInput(input);
});

watchOutput();

try {
  await program.parseAsync();
} catch (error) {
  await fail(error);
}

async function fail(error: unknown): Promise<void> {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error.exitCode !== 0) answer('WRONG_USAGE', error.message);
    return;
  }
  const { explainError } = await import('./terminal/explain-error');
  const failure = explainError(error);
  process.stderr.write(
    `${messageColors.red('Error:')} ${cleanText(failure.message)} [${cleanText(failure.code)}]\n`,
  );
  if (program.opts<GlobalOptions>().verbose)
    process.stderr.write(`${cleanText((error as Error).stack ?? '')}\n`);
  answer(failure.code, failure.message);
  process.exitCode = EXIT[failure.exit];
}

/** The error as the one JSON document that --json promises; a line of it, for whoever reads lines. */
function answer(code: string, message: string): void {
  if (process.argv.includes('--json')) process.stdout.write(`${cleanJson({ error: { code, message } })}\n`);
}
