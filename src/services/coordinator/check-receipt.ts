import { createPublicKey, verify } from 'node:crypto';
import type { CheckResult, ProofFlag } from '@/contract/check-run';
import { receiptClaims, receiptFaults } from '@/contract/receipt';
import type { LiveAgent } from '@/domain/leases/lock-live-agent';
import { FIND_RUNNER_KEY } from '@/domain/runners/issue-token.sql';
import { readReceipt } from '@/domain/verification/read-receipt';
import { AppError } from '@/lib/errors';
import { sha256 } from '@/lib/hash';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { taskRef } from '@/lib/refs';

/** What a result says that its receipt must say too. */
export interface Reported {
  receipt?: string;
  outcome: string;
  baseSha: string | null;
  headSha: string | null;
  mergedSha: string | null;
  provenSha?: string;
  checks: CheckResult[];
  flags?: ProofFlag[];
}

/**
 * Holds the receipt of a live agent against the key of its runner and against the result that it came with. Nothing
 * where there is none. Throws RECEIPT_REFUSED.
 */
export async function checkReceipt(runs: Runs, agent: LiveAgent, result: Reported): Promise<void> {
  if (result.receipt === undefined) return;
  const { kind } = agent;
  if (kind === 'work' || result.outcome !== 'succeeded') throw refused('its agent has proven nothing');
  const read = readReceipt(result.receipt);
  if (!read) throw refused('it cannot be read');
  const [runner] = await runs.query(FIND_RUNNER_KEY, [agent.runnerId]);
  const key = [runner?.public_jwk, runner?.earlier_jwk].find((jwk) => jwk && `aok_${jwk.x}` === read.key);
  if (!key) throw refused('its key is not the one of this runner');
  const good = verify(
    null,
    Buffer.from(read.signed),
    createPublicKey({ key, format: 'jwk' }),
    read.signature,
  );
  if (!good) throw refused('its signature is wrong');
  const proven = {
    task: toWireId('task', agent.taskId),
    ref: taskRef(agent.task.number),
    agent: toWireId('agent', agent.id),
    attempt: agent.attempt,
    kind,
    runner: toWireId('runner', agent.runnerId),
    commit: (kind === 'merge' ? (result.provenSha ?? result.mergedSha) : result.headSha) ?? '',
    base: result.baseSha,
    checks: result.checks,
    flags: result.flags ?? [],
    at: read.claims.at,
  };
  const expected = receiptClaims(proven, (text) => sha256(text).toString('hex'));
  const [fault] = receiptFaults(read.claims, expected);
  if (fault) throw refused(`its ${fault} is not what the result says`);
}

const refused = (why: string) =>
  new AppError(
    'RECEIPT_REFUSED',
    `The receipt is refused: ${why}. The result is not taken; the checks are run again.`,
  );
