import { canonicalJson } from '@/contract/canonical-json';
import type { Assignment } from '@/contract/claim';
import { RECEIPT_MAX, receiptClaims } from '@/contract/receipt';
import { loadConnection } from '../config/store';
import { signClaims } from '../signing/jws';
import { sha256 } from '../signing/sha256';
import type { Result } from './result';

/**
 * The result of an agent with what it proved signed by this machine's key; as it is where it proved nothing,
 * and where the key is gone from this machine. `skewMs` is
 * how far the server's clock is ahead.
 */
export function signReceipt(assignment: Assignment, result: Result, skewMs: number | null): Result {
  const { kind, taskId, taskRef, agentId, attempt } = assignment;
  const commit = kind === 'merge' ? (result.provenSha ?? result.mergedSha) : result.headSha;
  const proves = kind === 'verify' || (kind === 'merge' && result.checks.length > 0);
  if (!proves || !commit || result.outcome !== 'succeeded') return result;
  const own = identity();
  if (!own) return result;
  const { connection, key } = own;
  const claims = receiptClaims(
    {
      ...{ task: taskId, ref: taskRef, agent: agentId, attempt, kind, commit },
      runner: connection.runnerId,
      base: result.baseSha,
      checks: result.checks,
      flags: result.flags ?? [],
      at: Math.floor((Date.now() + (skewMs ?? 0)) / 1000),
    },
    sha256,
  );
  const receipt = signClaims(JSON.parse(canonicalJson(claims)), key);
  return receipt.length > RECEIPT_MAX ? result : { ...result, receipt };
}

function identity() {
  try {
    return loadConnection();
  } catch {
    return null;
  }
}
