import type { z } from 'zod';
import type { FailureReason } from '@/contract/attempt';
import { FAILURE_CLASS, mayRetry } from '@/contract/failure';
import { sha256 } from '@/lib/hash';

/** Reasons that are alike whatever is behind them: many of them in a row say nothing about the task. */
const FACELESS: ReadonlySet<string> = new Set(['provider_overloaded', 'provider_network', 'preexec_failed']);

/**
 * What a failure looks like, without what differs between two of the same: numbers, ids, paths, times. null where
 * alike failures do not speak against the task.
 */
export function errorSignature(reason: z.infer<typeof FailureReason>, text: string): string | null {
  if (!mayRetry(FAILURE_CLASS[reason]) || FACELESS.has(reason)) return null;
  const plain = text
    .toLowerCase()
    .replace(/\b[0-9a-f]{7,64}\b/g, '#')
    .replace(/(?:[a-z]:)?[\\/][^\s:'"()]+/g, '/')
    .replace(/[\d.,]+/g, '0')
    .replace(/\s+/g, ' ')
    .trim();
  return sha256(`${reason}\n${plain.slice(0, 2000)}`)
    .toString('hex')
    .slice(0, 32);
}
