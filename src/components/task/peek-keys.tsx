'use client';
import { PanelRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { words } from '../words/task-peek';

/** The task of the row whose own link this is. */
const refOf = (target: EventTarget | null) =>
  target instanceof HTMLAnchorElement && target.matches('tr .covering')
    ? (/^\/tasks\/(TASK-\d+)$/.exec(target.pathname)?.[1] ?? null)
    : null;
const linkOf = (target: EventTarget | null) =>
  (target instanceof Element && target.closest('tr')?.querySelector('.covering')) || null;

interface PeekKeysProps {
  peek: string | null;
  onPeek(ref: string | null, history: 'push' | 'replace'): void;
}
/** The row below the pointer, and where its end is in the list. */
interface Pointed {
  ref: string;
  top: number;
  left: number;
  height: number;
}

const WIDTH_PX = 40;
/** Between two rows. */
const LINE_PX = 1;

/**
 * Listens to the rows beside it. The space bar shows the task of the row in focus beside the list, as does the button at
 * the end of the row below the pointer. While one is shown, another row that is walked to or clicked takes its place, and
 * Escape closes it. Enter always opens the page.
 */
export function PeekKeys(props: PeekKeysProps) {
  const here = useRef<HTMLSpanElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const show = useRef((ref: string) => {
    const { peek, onPeek } = latest.current;
    onPeek(ref === peek ? null : ref, peek && ref !== peek ? 'replace' : 'push');
  }).current;
  useEffect(() => {
    const list = here.current?.parentElement;
    if (!list) return;
    const unmounted = new AbortController();
    const { signal } = unmounted;
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
      const { peek } = latest.current;
      const link = linkOf(event.target);
      const ref = refOf(link);
      const plain = event.detail > 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!peek || !ref || !plain || !link?.contains(event.target as Element)) return;
      event.preventDefault();
      if (ref !== peek) show(ref);
    };
    const onPointer = ({ target, pointerType }: PointerEvent) => {
      const link = linkOf(target);
      const row = link?.closest('tr')?.getBoundingClientRect();
      const ref = refOf(link);
      if (!row || !ref || pointerType !== 'mouse') return;
      const { left, top } = list.getBoundingClientRect();
      setPointed({
        ref,
        top: row.top - top,
        left: row.right - left - WIDTH_PX,
        height: row.height - LINE_PX,
      });
    };
    list.addEventListener('keydown', onKey, { signal });
    list.addEventListener('focusin', onFocus, { signal });
    // Before the link hears of it.
    list.addEventListener('click', onClick, { signal, capture: true });
    list.addEventListener('pointerover', onPointer, { signal });
    list.addEventListener('pointerleave', () => setPointed(null), { signal });
    return () => unmounted.abort();
  }, [show]);
  return (
    <span ref={here} data-peek-keys className="contents">
      {pointed && (
        <button
          type="button"
          tabIndex={-1}
          title={words.showKeys}
          aria-label={words.show(pointed.ref)}
          style={{ top: pointed.top, left: pointed.left, width: WIDTH_PX, height: pointed.height }}
          className="absolute grid place-items-center bg-sunken text-ink-2 hover:text-ink"
          onClick={() => show(pointed.ref)}
        >
          <PanelRight className="size-4" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
