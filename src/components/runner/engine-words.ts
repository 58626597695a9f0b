import type { RunnerReport } from '@/contract/runner';
import { words } from '../words/runner';

const NAME = { 'claude-code': 'Claude Code', 'anthropic-api': 'Anthropic API' } as const;

/** Which engines a machine has and how they are logged in, in one line. */
export function engineWords(report: RunnerReport): string {
  const available = report.engines.filter((engine) => engine.available);
  if (available.length === 0) return words.noEngine;
  return available
    .map((engine) =>
      [NAME[engine.engine], engine.version, words.login[engine.auth]].filter(Boolean).join(' '),
    )
    .join(', ');
}
