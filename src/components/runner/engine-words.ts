import type { RunnerReport } from '@/contract/runner';

const NAME = { 'claude-code': 'Claude Code', 'anthropic-api': 'Anthropic API' } as const;
const AUTH = {
  subscription: 'by subscription',
  'api-key': 'by API key',
  none: 'not logged in',
  unknown: 'login unknown',
} as const;

/** Which engines a machine has and how they are logged in, in one line. */
export function engineWords(report: RunnerReport): string {
  const available = report.engines.filter((engine) => engine.available);
  if (available.length === 0) return 'no engine found';
  return available
    .map((engine) => [NAME[engine.engine], engine.version, AUTH[engine.auth]].filter(Boolean).join(' '))
    .join(', ');
}
