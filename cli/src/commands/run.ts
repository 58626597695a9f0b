import { type Command, InvalidArgumentError } from 'commander';

export interface RunOptions {
  parallel?: boolean;
  sequential?: boolean;
  fallback?: boolean;
  batch?: number;
  maxWorkers?: number;
  passOutput?: boolean;
  stopOnFailure?: boolean;
  timeout?: number;
  retry?: number;
  model?: string;
  dir?: string;
  permissionMode?: string;
  allowedTools?: string[];
  trustFolder?: boolean;
  json?: boolean;
}

/** `run`: Claude Code on several prompts, here and now, with no server at all. */
export function addRun(program: Command): void {
  program
    .command('run')
    .description('Run Claude Code on prompts in this folder, by a strategy; needs no dashboard')
    .argument('<prompt...>', 'one prompt each, behind --')
    .option('--parallel', 'all together; results in the order in which they end')
    .option('--sequential', 'one after another')
    .option('--fallback', 'one after another until one succeeds')
    .option('--batch <n>', 'so many together; then the next', readCount)
    .option('--max-workers <n>', 'with --parallel: how many run at the same time', readCount)
    .option('--pass-output', 'with --sequential and --batch: each is given what came out before it')
    .option('--stop-on-failure', 'with --sequential: nothing runs after a failure')
    .option('--timeout <seconds>', 'end one that takes longer (default: a day)', readSeconds)
    .option('--retry <n>', 'try one that fails so many times in all, with growing pauses', readCount)
    .option('--model <model>', 'an alias or an id, as Claude Code takes it')
    .option('-d, --dir <folder>', 'the folder to work in (default: this one)')
    .option('--permission-mode <mode>', 'as Claude Code takes it (default: acceptEdits)')
    .option('--allowed-tools <tool...>', 'tools to use without asking; what would be asked is refused')
    .option('--trust-folder', 'let the folder’s own settings, hooks, MCP servers and CLAUDE.md count')
    .option('--json', 'print the results as one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(async (prompts: string[], options: RunOptions) => {
      await (await import('./run/run-prompts')).runPrompts(prompts, options);
    });
}

const EXAMPLES = `
Exit codes:
  0 all succeeded (--fallback: one did)   1 one failed or took too long   2 wrong usage   130, 143 stopped by a signal

Ctrl-C ends what runs, everything it started included. Logs: .claude/runtime/logs/<session>/ in the folder.

Examples:
  $ agent-orchestrator run --parallel --max-workers 3 -- "Look for security holes" "Look for slow queries"
  $ agent-orchestrator run --sequential --pass-output --stop-on-failure -- "Analyse the code" "Plan improvements"
  $ agent-orchestrator run --fallback --timeout 300 --json -- "Fix the build" "Say why the build fails"
  $ agent-orchestrator run --batch 2 --allowed-tools "Bash(npm test)" -- "Test a.ts" "Test b.ts" "Test c.ts"
`;

function readCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw new InvalidArgumentError('Give a whole number from 1 to 1000.');
  return count;
}

function readSeconds(given: string): number {
  const seconds = Number(given);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new InvalidArgumentError('Give seconds above 0, up to 86400.');
  return seconds;
}
