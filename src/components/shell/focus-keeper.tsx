'use client';
import { useEffect } from 'react';
import { keepFocus } from '@/hooks/keep-focus';

/** Keeps the focus where one works when what had it goes away. */
export function FocusKeeper() {
  useEffect(() => {
    const content = document.getElementById('content');
    return content ? keepFocus(content) : undefined;
  }, []);
  return null;
}
