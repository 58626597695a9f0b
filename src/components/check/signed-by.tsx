import type { Receipt } from '@/contract/check-run';
import { Phrase } from '../ui/phrase';
import { words } from '../words/check';

/** Which machine answers for the checks, and by which key; or that none does. */
export function SignedBy({ receipt }: { receipt: Receipt | null }) {
  return (
    <p className="mb-3 text-label text-ink-2">
      {receipt ? (
        <Phrase
          of={words.signed}
          parts={{
            runner: <bdi className="font-medium text-ink">{receipt.runnerName}</bdi>,
            key: <code title={receipt.key}>{receipt.fingerprint}</code>,
          }}
        />
      ) : (
        words.unsigned
      )}
    </p>
  );
}
