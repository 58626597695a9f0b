import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Follow, type FollowEvent, followFromStart, followStep } from './follow';

/** A scroll within this many milliseconds of a reader's own movement is the reader's: busy machines are slow. */
const INTENT_MS = 1000;

/** Lets a scrolling panel follow its end until the reader scrolls away. */
export function useFollow(panel: RefObject<HTMLElement | null>, startFollowing: boolean) {
  const state = useRef<Follow>({ ...followFromStart, following: startFollowing });
  const [shown, setShown] = useState(state.current);
  const intent = useRef(0);

  const tell = useCallback(
    (event: FollowEvent) => {
      const { state: next, pin } = followStep(state.current, event);
      if (next.following !== state.current.following || next.unseen !== state.current.unseen) setShown(next);
      state.current = next;
      const element = panel.current;
      if (pin && element) element.scrollTop = element.scrollHeight;
    },
    [panel],
  );

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    let dragging = false;
    const moved = () => {
      intent.current = Date.now();
    };
    const pressed = () => {
      dragging = true;
      moved();
    };
    const released = () => {
      if (dragging) moved();
      dragging = false;
      tell({ type: 'selecting', active: hasSelection(element) });
    };
    const scrolled = () => {
      const by = dragging || Date.now() - intent.current < INTENT_MS ? 'reader' : 'layout';
      tell({
        type: 'scrolled',
        by,
        top: element.scrollTop,
        distance: element.scrollHeight - element.clientHeight - element.scrollTop,
      });
    };
    const selected = () => tell({ type: 'selecting', active: dragging && hasSelection(element) });
    element.addEventListener('wheel', moved, { passive: true });
    element.addEventListener('touchmove', moved, { passive: true });
    element.addEventListener('keydown', moved);
    element.addEventListener('pointerdown', pressed);
    window.addEventListener('pointerup', released);
    document.addEventListener('selectionchange', selected);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      element.removeEventListener('wheel', moved);
      element.removeEventListener('touchmove', moved);
      element.removeEventListener('keydown', moved);
      element.removeEventListener('pointerdown', pressed);
      window.removeEventListener('pointerup', released);
      document.removeEventListener('selectionchange', selected);
      element.removeEventListener('scroll', scrolled);
    };
  }, [panel, tell]);

  return { following: shown.following, unseen: shown.unseen, tell };
}

function hasSelection(element: HTMLElement): boolean {
  const selection = document.getSelection();
  return !!selection && !selection.isCollapsed && element.contains(selection.anchorNode);
}
