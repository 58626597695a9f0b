import { basename } from 'node:path';
import { Command, CommanderError } from 'commander';
import colors from 'picocolors';
import { addConnect } from './commands/connect';
import { addDoctor } from './commands/doctor';
import { addStart } from './commands/start';
import { addStatus } from './commands/status';
import { VERSION } from './config/version';
import { cleanText } from './terminal/clean-text';
import { EXIT } from './terminal/failure';

const HELP = `
Examples:
  $ agent-orchestrator connect aoe_… --url https://dashboard.example -d ~/projects
  $ agent-orchestrator start
  $ agent-orchestrator doctor

Environment:
  ANTHROPIC_API_KEY        the key for the Anthropic API, and for Claude Code where it is not logged in
  AGENT_ORCHESTRATOR_URL   the dashboard’s address, instead of --url
  AGENT_ORCHESTRATOR_TOKEN the one-time token, instead of an argument
  AGENT_ORCHESTRATOR_HOME  where this machine’s key, settings and state are kept
  CLAUDE_BIN               the Claude Code program, where it is not on the PATH

Exit codes:
  0 done   1 failed   2 wrong usage   3 not connected   4 not accepted by the server   5 server unreachable
  6 the task failed (--once)   7 budget spent (--once)   8 this program is too old   130, 143 stopped by a signal
`;

const program = new Command()
  .name(basename(process.argv[1] ?? '') === 'swarm' ? 'swarm' : 'agent-orchestrator')
  .description('Connects this machine to an Agent Orchestrator dashboard and works on its tasks.')
  .version(VERSION, '-V, --version', 'print the version')
  .option('-v, --verbose', 'show where an error happened')
  .option('--no-color', 'print without colours')
  .showSuggestionAfterError()
  .showHelpAfterError('Run it with --help to see what it takes.')
  .exitOverride()
  .addHelpText('after', HELP);
for (const add of [addConnect, addStart, addStatus, addDoctor]) add(program);
for (const command of program.commands)
  command.exitOverride().showHelpAfterError('Run it with --help to see what it takes.');

// Whoever reads our output may leave before the end of it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(EXIT.ok));

try {
  await program.parseAsync();
} catch (error) {
  await fail(error);
}

async function fail(error: unknown): Promise<void> {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return;
  }
  const { explainError } = await import('./terminal/explain-error');
  const failure = explainError(error);
  process.stderr.write(
    `${colors.red('Error:')} ${cleanText(failure.message)} [${cleanText(failure.code)}]\n`,
  );
  if (program.opts().verbose) process.stderr.write(`${cleanText((error as Error).stack ?? '')}\n`);
  process.exitCode = EXIT[failure.exit];
}
