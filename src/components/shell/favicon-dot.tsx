'use client';
import { useEffect } from 'react';
import { useNeedsYou } from '@/hooks/use-needs-you';

const MARK =
  '<rect width="32" height="32" rx="7" fill="#15181c"/><path d="M8 22a8 8 0 0 1 16 0" fill="none" stroke="#9ebaf5" stroke-width="2.5" stroke-linecap="round"/><circle cx="8" cy="22" r="3" fill="#eceef0"/><circle cx="24" cy="22" r="3" fill="#eceef0"/><circle cx="16" cy="10" r="3.5" fill="#fcb734"/>';

/** Puts what waits for a person on the tab's icon: a number below ten, else a plus. */
export function FaviconDot() {
  const waiting = useNeedsYou();
  useEffect(() => {
    if (waiting === 0) return;
    // One of its own, behind the page's: browsers take the last, and the page's own belongs to React.
    const icon = document.createElement('link');
    icon.rel = 'icon';
    icon.type = 'image/svg+xml';
    icon.dataset.count = String(waiting);
    icon.href = dotted(waiting > 9 ? '+' : String(waiting));
    document.head.append(icon);
    return () => icon.remove();
  }, [waiting]);
  return null;
}

const dotted = (word: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}<circle cx="22" cy="10" r="10" fill="#b3261e"/><text x="22" y="15.5" font-family="sans-serif" font-size="16" font-weight="700" text-anchor="middle" fill="#fff">${word}</text></svg>`,
  )}`;
