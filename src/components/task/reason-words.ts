import { words } from '../words/task-reasons';

/** Codes that say no more than the status beside them. */
const SILENT = new Set(['cancelled', 'proven', 'approved', 'low_risk_policy', 'given_up']);

/** A reason's code in words; null where it adds nothing to the status. */
export function reasonWords(reason: string | null): string | null {
  if (!reason || SILENT.has(reason)) return null;
  const [code, rest] = [reason.split(':')[0] ?? '', reason.slice(reason.indexOf(':') + 1)];
  if (code === 'lock' && reason.includes(':')) return words.waitsFor(rest);
  if (code === 'dependency' && reason.includes(':')) return words.after(rest);
  if (code === 'subtask_failed') return words.notDone(rest);
  if (code === 'cancelled') return rest;
  return words.codes[reason] ?? reason.replaceAll('_', ' ');
}
