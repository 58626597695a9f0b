import type { Command } from 'commander';

export interface VerifyOptions {
  head?: string;
  json?: boolean;
}

/** `audit`: whether an export of the log is as the dashboard sealed it. */
export function addAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('The log of what happened, and the chain of hashes over it')
    .addHelpText('after', EXAMPLES);
  audit
    .command('verify')
    .description('Say whether an export was changed since it was sealed; exit code 1 where it was')
    .argument('<file>', 'an export of /api/audit/export, or - for what comes on stdin')
    .option(
      '--head <number:hash>',
      'an end of the chain that you noted earlier: the chain must pass through it',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: VerifyOptions) => {
      await (await import('./audit/verify-file')).verifyFile(file, options);
    });
}

const EXAMPLES = `
Examples:
  $ agent-orchestrator audit verify audit.jsonl
  $ curl -H "Authorization: Bearer $AGENT_ORCHESTRATOR_TOKEN" https://dashboard.example/api/audit/export > audit.jsonl
  $ agent-orchestrator audit verify audit.jsonl --head 1204:9f86d0…
`;
