import { ChevronDown, ChevronRight } from 'lucide-react';
import { createContext, useContext } from 'react';
import { words } from '../words/flow-nodes';

/** Folds a container, or unfolds it; nodes on a canvas get no properties that change with every drawing. */
export const FoldContext = createContext<(id: string) => void>(() => {});

/** The button of a container that folds it. */
export function FoldButton({ id, label, folded }: { id: string; label: string; folded: boolean }) {
  const fold = useContext(FoldContext);
  const Mark = folded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      aria-expanded={!folded}
      aria-label={words.members(label)}
      className="nodrag nopan -my-1 -ml-1.5 grid size-6 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink"
      onClick={(event) => {
        event.stopPropagation();
        fold(id);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Mark className="size-4" aria-hidden="true" />
    </button>
  );
}
