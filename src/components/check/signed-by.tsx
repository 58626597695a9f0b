import type { Receipt } from '@/contract/check-run';

/** Which machine answers for the checks, and by which key; or that none does. */
export function SignedBy({ receipt }: { receipt: Receipt | null }) {
  return (
    <p className="mb-3 text-label text-ink-2">
      {receipt ? (
        <>
          Signed by <bdi className="font-medium text-ink">{receipt.runnerName}</bdi>, key{' '}
          <code title={receipt.key}>{receipt.fingerprint}</code>.
        </>
      ) : (
        'Not signed by a runner: the word of this dashboard alone stands for it.'
      )}
    </p>
  );
}
