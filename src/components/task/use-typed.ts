import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/**
 * What stands in a field whose value is in the address: kept there when typing rests, and taken from there when something
 * else has changed it, like a view that was picked or the way back.
 */
export function useTyped(value: string, keep: (typed: string) => void) {
  const [typed, setTyped] = useState(value);
  const known = useRef(value);
  const keeping = useRef(keep);
  keeping.current = keep;
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed.trim() === known.current.trim()) return;
    const timer = setTimeout(() => {
      known.current = typed.trim();
      keeping.current(known.current);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}
