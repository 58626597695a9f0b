import type { ProofFlag } from '@/contract/check-run';
import { words } from '../words/check';

/** What the work did to tests and rules that only a person may let in. */
export function FlagList({ flags }: { flags: ProofFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <div className="mb-3">
      <h3 className="mb-1 text-label font-medium text-ink-2">{words.flags}</h3>
      <ul className="list-disc pl-5 text-read">
        {flags.map(({ kind, path, detail }) => (
          <li key={`${kind} ${path} ${detail}`} className="break-words">
            <bdi>{detail}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
