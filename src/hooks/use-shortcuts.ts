import { useEffect, useRef } from 'react';
import { register, type Shortcut } from './shortcuts';

/** Offers shortcuts for as long as the component is on the page. */
export function useShortcuts(shortcuts: Shortcut[]) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const keys = shortcuts.map((one) => one.keys).join('\n');
  useEffect(() => {
    const named = keys === '' ? [] : keys.split('\n');
    return register(
      named.map((name, index) => ({
        keys: name,
        label: latest.current[index]?.label ?? '',
        group: latest.current[index]?.group ?? 'This page',
        run: () => latest.current.find((one) => one.keys === name)?.run(),
      })),
    );
  }, [keys]);
}
