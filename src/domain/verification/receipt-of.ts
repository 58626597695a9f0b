import { z } from 'zod';
import type { Receipt } from '@/contract/check-run';
import { keyFingerprint } from '@/contract/receipt';
import { sha256 } from '@/lib/hash';
import { readReceipt } from './read-receipt';

const Kept = z.object({ receipt: z.string() });

/** What is kept of an agent that may have proven something. */
export const WITH_RECEIPT = { result: true, runner: { select: { name: true } } } as const;

interface Signer {
  result: unknown;
  runner: { name: string };
}

/** The receipt that came with the result of an agent, which was checked when it was taken; null where there is none. */
export function receiptOf(agent: Signer | undefined): Receipt | null {
  const jws = Kept.safeParse(agent?.result).data?.receipt;
  const read = jws === undefined ? null : readReceipt(jws);
  if (!agent || jws === undefined || !read) return null;
  return {
    jws,
    runnerId: read.claims.runner,
    runnerName: agent.runner.name,
    key: read.key,
    fingerprint: keyFingerprint(read.key, (text) => sha256(text).toString('hex')),
    at: new Date(read.claims.at * 1000).toISOString(),
  };
}
