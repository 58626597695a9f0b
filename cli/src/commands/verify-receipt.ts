import { getProof } from '@/contract/check-run';
import { loadConnection } from '../config/store';
import { openDashboard } from '../server/dashboard';
import { type Judged, judgeReceipt } from '../signing/judge-receipt';
import { publicKeyOf } from '../signing/jws';
import { EXIT, Failure } from '../terminal/failure';
import { print, printJson } from '../terminal/say';
import { readTaskRef } from './read-ref';
import type { VerifyOptions } from './verify';

/** Fetches the receipt of a task, checks it here, and says what it proves or what does not match; sets the exit code. */
export async function verifyReceipt(given: string, options: VerifyOptions): Promise<void> {
  const ref = readTaskRef(given);
  const dashboard = openDashboard(options);
  const proof = await dashboard.call(getProof, { params: { id: ref } });
  if (!proof.receipt)
    throw new Failure(
      'NO_RECEIPT',
      `No runner has signed what is shown of ${ref}: its checks have not run yet, or its runner is older than receipts.`,
    );
  const judged = judgeReceipt(ref, proof, proof.receipt.jws, options.key ?? ownKey(proof.receipt.runnerId));
  if (judged.faults.length > 0) process.exitCode = EXIT.failure;
  if (options.json) return printJson({ data: judged });
  for (const line of say(ref, judged, proof.receipt.runnerName)) print(line);
}

/** The key of this very machine, where it is the one that is said to have signed. */
function ownKey(runnerId: string): string | undefined {
  const stored = loadConnection();
  return stored?.connection.runnerId === runnerId ? publicKeyOf(stored.key) : undefined;
}

function say(ref: string, { faults, claims, key, fingerprint, pinned }: Judged, machine: string): string[] {
  const [first, ...more] = faults;
  if (first || !claims)
    return [
      `${ref}: not as it was signed: ${first}.`,
      ...more.map((fault) => `  and: ${fault}`),
      'What the dashboard shows of its checks is not what a runner has signed.',
    ];
  const { commit, base, verdict, checks, at } = claims;
  return [
    `${ref}: ${verdict} on commit ${commit}${base ? `, from ${base.slice(0, 12)}` : ''}, as it was signed at ${new Date(at * 1000).toISOString()}.`,
    ...checks.map(
      ({ name, argv, status, exitCode, testsRun, output }) =>
        `  ${name}: ${status}${exitCode === null ? '' : `, exit code ${exitCode}`}${testsRun === null ? '' : `, ${testsRun} tests`}: ${argv.join(' ')}${output ? ` (output ${output.slice(0, 16)}…)` : ''}`,
    ),
    `Key ${key} (${fingerprint})`,
    pinned
      ? 'The key is the one that was expected.'
      : `That this is the key of ${machine} is the dashboard’s word: compare it with agent-orchestrator whoami there, or give it with --key.`,
  ];
}
