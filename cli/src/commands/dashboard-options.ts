import type { Command } from 'commander';

/** Adds what every command takes that talks to the dashboard as a person does. */
export const withDashboard = (command: Command): Command =>
  command
    .option('--json', 'print JSON')
    .option('--url <url>', 'the dashboard’s address (default: AGENT_ORCHESTRATOR_URL, or as connected)');

/** An option that may be given more than once. */
export const collect = (value: string, all: string[] = []): string[] => [...all, value];
