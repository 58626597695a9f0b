'use client';
import { useEffect } from 'react';
import { useNeedsYou } from '@/hooks/use-needs-you';

/** Puts what waits for a person into the tab's title: `(3) Tasks · Agent Orchestrator`. */
export function TitleCount() {
  const waiting = useNeedsYou();
  useEffect(() => {
    const apply = () => {
      const plain = document.title.replace(/^\(\d+\+?\) /, '');
      const wanted = waiting > 0 ? `(${waiting > 99 ? '99+' : waiting}) ${plain}` : plain;
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    // navigation replaces the title after this effect has run
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [waiting]);
  return null;
}
