import { useCallback, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { foldedAtFirst } from './folding';

/** Which containers are folded: all of a large flow, until somebody looks into one. */
export function useFolded(flow: FlowDocument) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedAtFirst(flow));
  const fold = useCallback(
    (id: string) =>
      setFolded((last) => {
        const next = new Set(last);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  return { folded, fold, setFolded };
}
