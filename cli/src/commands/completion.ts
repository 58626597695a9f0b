import { Argument, type Command } from 'commander';

/** `completion`: what a shell needs to complete commands and options. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print a script that completes commands and options in your shell')
    .addArgument(
      new Argument('<shell>', 'which shell it is for').choices(['bash', 'zsh', 'fish', 'powershell']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (shell: string) => {
      await (await import('./completion/print-completion')).printCompletion(program, shell);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator completion bash > ~/.local/share/bash-completion/completions/agent-orchestrator
  $ source <(agent-orchestrator completion zsh)
  $ agent-orchestrator completion fish > ~/.config/fish/completions/agent-orchestrator.fish
  PS> agent-orchestrator completion powershell | Out-String | Invoke-Expression
`;
