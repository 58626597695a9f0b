import type { RunnerReport } from '@/contract/runner';
import { words } from '../words/runner';

/** What an engine is called; one that this page does not know by its code. */
export const engineName = (engine: string) => (words.engines as Record<string, string>)[engine] ?? engine;

/** Which engines a machine has and how they are logged in, in one line. */
export function engineWords(report: RunnerReport): string {
  const available = report.engines.filter((engine) => engine.available);
  if (available.length === 0) return words.noEngine;
  return available
    .map((engine) =>
      [engineName(engine.engine), engine.version, words.login[engine.auth]].filter(Boolean).join(' '),
    )
    .join(', ');
}
