'use client';
import { useEffect, useRef } from 'react';

/** The task of the row whose own link this is. */
const refOf = (target: EventTarget | null) =>
  target instanceof HTMLAnchorElement && target.matches('tr .covering')
    ? (/^\/tasks\/(TASK-\d+)$/.exec(target.pathname)?.[1] ?? null)
    : null;

interface PeekKeysProps {
  peek: string | null;
  onPeek(ref: string | null, history: 'push' | 'replace'): void;
}

/**
 * Listens to the rows beside it. The space bar shows the task of the row in focus beside the list; while one is shown,
 * another row that is walked to or clicked takes its place, and Escape closes it. Enter always opens the page.
 */
export function PeekKeys(props: PeekKeysProps) {
  const here = useRef<HTMLSpanElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const list = here.current?.parentElement;
    if (!list) return;
    const unmounted = new AbortController();
    const { signal } = unmounted;
    const show = (ref: string) => {
      const { peek, onPeek } = latest.current;
      onPeek(ref === peek ? null : ref, peek && ref !== peek ? 'replace' : 'push');
    };
    const onKey = (event: KeyboardEvent) => {
      const { peek, onPeek } = latest.current;
      if (event.key === 'Escape' && peek && !event.defaultPrevented) onPeek(null, 'push');
      const ref = event.key === ' ' ? refOf(event.target) : null;
      if (!ref) return;
      event.preventDefault();
      show(ref);
    };
    const onFocus = ({ target }: FocusEvent) => {
      const { peek } = latest.current;
      const ref = peek && refOf(target);
      if (ref && ref !== peek) show(ref);
    };
    const onClick = (event: MouseEvent) => {
      if (!(event.target instanceof Element)) return;
      const link = event.target.closest('tr')?.querySelector('.covering') ?? null;
      const ref = refOf(link);
      const plain = event.detail > 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const onLink = latest.current.peek !== null && link?.contains(event.target);
      if (!ref || !plain || !(onLink || event.target.closest('[data-peek]'))) return;
      event.preventDefault();
      if (!onLink || ref !== latest.current.peek) show(ref);
    };
    list.addEventListener('keydown', onKey, { signal });
    list.addEventListener('focusin', onFocus, { signal });
    // Before the link hears of it.
    list.addEventListener('click', onClick, { signal, capture: true });
    return () => unmounted.abort();
  }, []);
  return <span ref={here} hidden data-peek-keys />;
}
