import { useEffect, useRef } from 'react';
import { isTyping } from '@/hooks/is-typing';

/** What keys do in the editor. */
export interface EditorActs {
  undo(): void;
  redo(): void;
  save(): void;
  copy(): void;
  paste(): void;
  remove(): void;
  all(): void;
}

/** Keys of the editor with Control or Command, and on the canvas Delete; fields keep their own. */
export function useEditorKeys(acts: EditorActs, deletes: boolean) {
  const latest = useRef({ acts, deletes });
  latest.current = { acts, deletes };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { acts: now, deletes: may } = latest.current;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 's') {
        event.preventDefault();
        return now.save();
      }
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const inCanvas = event.target instanceof Element && event.target.closest('.flow-canvas') !== null;
      const run =
        command && key === 'z'
          ? event.shiftKey
            ? now.redo
            : now.undo
          : command && key === 'y'
            ? now.redo
            : command && key === 'c' && !window.getSelection()?.toString()
              ? now.copy
              : command && key === 'v'
                ? now.paste
                : command && key === 'a' && inCanvas
                  ? now.all
                  : may && inCanvas && (key === 'delete' || key === 'backspace')
                    ? now.remove
                    : null;
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
