'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { listenForKeys } from '@/hooks/shortcuts';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { NAV } from './nav-items';

const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((made) => made.ShortcutSheet), {
  ssr: false,
});

/** The shortcuts that work on every page, and the sheet that lists them. */
export function ShellKeys() {
  const router = useRouter();
  const [sheet, setSheet] = useState(false);
  useEffect(() => listenForKeys(document), []);
  useShortcuts([
    { keys: 'c', label: 'New task', group: 'Everywhere', run: () => router.push('/tasks/new') },
    { keys: '/', label: 'Search', group: 'Everywhere', run: search },
    { keys: '?', label: 'Show this sheet', group: 'Everywhere', run: () => setSheet(true) },
    ...NAV.map(({ href, label, key }) => ({
      keys: `g ${key}`,
      label,
      group: 'Go to' as const,
      run: () => router.push(href),
    })),
  ]);
  return sheet && <ShortcutSheet open onOpenChange={setSheet} />;

  function search() {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]');
    if (field) field.focus();
    else router.push('/tasks?find=1');
  }
}
