import type { Proof } from '@/contract/check-run';
import { keyFingerprint, ReceiptClaims, receiptClaims, receiptFaults } from '@/contract/receipt';
import { keyOf, readClaims } from './jws';
import { sha256 } from './sha256';

/** What became of a receipt: nothing in `faults` where it holds. */
export interface Judged {
  faults: string[];
  /** What was signed; null where that cannot be told. */
  claims: ReceiptClaims | null;
  key: string | null;
  fingerprint: string | null;
  /** Its key was known beforehand. */
  pinned: boolean;
}

/**
 * Holds a receipt against the task that was asked for (a ref or a wire id), against what the dashboard shows of its checks,
 * and against the key (`aok_…`) that is expected, if any.
 */
export function judgeReceipt(
  ref: string,
  proof: Pick<Proof, 'checks' | 'flags'>,
  jws: string,
  expectedKey: string | undefined,
): Judged {
  const key = keyOf(jws);
  const read = key === null ? { why: 'its signature names no key' } : readClaims(jws, [key]);
  const claims = 'why' in read ? null : (ReceiptClaims.safeParse(read.claims).data ?? null);
  const judged = {
    claims,
    key,
    fingerprint: key && keyFingerprint(key, sha256),
    pinned: expectedKey !== undefined && key === expectedKey,
  };
  if ('why' in read) return { ...judged, faults: [read.why] };
  if (!claims) return { ...judged, faults: ['what was signed is no receipt'] };
  const faults: string[] = [];
  if (expectedKey !== undefined && key !== expectedKey)
    faults.push(`it is signed with ${key}, not with ${expectedKey}`);
  if (claims.ref !== ref && claims.task !== ref) faults.push(`it is the receipt of ${claims.ref}`);
  const [shown] = proof.checks;
  if (shown?.agentId !== claims.agent) faults.push('it is the receipt of another agent');
  if (shown?.commitSha !== claims.commit)
    faults.push(`it is one of commit ${claims.commit}, and ${shown?.commitSha} is shown`);
  const { checks, flags } = proof;
  const expected = receiptClaims({ ...claims, checks, flags }, sha256);
  return {
    ...judged,
    faults: [...faults, ...receiptFaults(claims, expected).map((fault) => `another ${fault} is shown`)],
  };
}
