import { useCallback, useEffect, useReducer, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import type { FlowDetail } from '@/contract/flow-calls';
import { beginEditing, changed, type Editing, redone, undone } from './editing-state';
import { keepDraft, readDraft } from './flow-draft';
import { placed } from './lay-out';

type Step =
  | { do: 'change'; now: FlowDocument; key?: string }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'begin'; now: FlowDocument };

function step(state: Editing, what: Step): Editing {
  if (what.do === 'change') return changed(state, what.now, what.key ?? null);
  if (what.do === 'undo') return undone(state);
  if (what.do === 'redo') return redone(state);
  return beginEditing(what.now);
}

const KEEP_MS = 400;

/** The editing of one flow: its document, undo and redo, and the draft that the browser keeps until it is saved. */
export function useEditing(ref: string, loaded: FlowDetail) {
  const [base, setBase] = useState(() => {
    const draft = readDraft(ref);
    // What came without places would lie in one heap; where it lies is kept with the first save.
    const saved = placed(loaded.document);
    return { version: draft?.version ?? loaded.version, saved, restored: draft !== null };
  });
  const [state, dispatch] = useReducer(step, null, () =>
    beginEditing(readDraft(ref)?.document ?? base.saved),
  );
  const dirty = state.now !== base.saved;
  useEffect(() => {
    const timer = setTimeout(
      () => keepDraft(ref, dirty ? { version: base.version, document: state.now } : null),
      KEEP_MS,
    );
    return () => clearTimeout(timer);
  }, [ref, dirty, base.version, state.now]);
  /** Goes on from what the server has: after a save, or where what was changed here is dropped. */
  const rebase = useCallback(
    (detail: FlowDetail, keep?: FlowDocument) => {
      keepDraft(ref, null);
      const saved = keep ?? placed(detail.document);
      setBase({ version: detail.version, saved, restored: false });
      if (!keep) dispatch({ do: 'begin', now: saved });
    },
    [ref],
  );
  return {
    flow: state.now,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    dirty,
    ...base,
    change: useCallback((now: FlowDocument, key?: string) => dispatch({ do: 'change', now, key }), []),
    undo: useCallback(() => dispatch({ do: 'undo' }), []),
    redo: useCallback(() => dispatch({ do: 'redo' }), []),
    rebase,
  };
}
