import type { Command } from 'commander';

/** Adds what every command takes that talks to the dashboard as a person does; `found` is where its address is looked for. */
export const withDashboard = (command: Command, found = 'AGENT_ORCHESTRATOR_URL, or as connected'): Command =>
  command.option('--json', 'print JSON').option('--url <url>', `the dashboard’s address (default: ${found})`);

/** An option that may be given more than once. */
export const collect = (value: string, all: string[] = []): string[] => [...all, value];
