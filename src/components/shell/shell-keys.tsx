'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { listenForKeys } from '@/hooks/shortcuts';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { words } from '../words/shell';
import { NAV } from './nav-items';
import { ASK_PALETTE } from './palette-button';

const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((made) => made.ShortcutSheet), {
  ssr: false,
});

const walk = (by: 1 | -1) => import('./walk-rows').then(({ walkRows }) => walkRows(by));

const Palette = dynamic(() => import('../palette/palette').then((made) => made.Palette), { ssr: false });

/** The shortcuts that work on every page, and the sheet that lists them. */
export function ShellKeys() {
  const router = useRouter();
  const [open, setOpen] = useState<'sheet' | 'palette' | null>(null);
  useEffect(() => listenForKeys(document), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      setOpen((now) => (now === 'palette' ? null : 'palette'));
    };
    const ask = () => setOpen('palette');
    document.addEventListener('keydown', onKey);
    document.addEventListener(ASK_PALETTE, ask);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener(ASK_PALETTE, ask);
    };
  }, []);
  useShortcuts([
    { keys: 'c', label: words.newTask, group: 'Everywhere', run: () => router.push('/tasks/new') },
    { keys: '/', label: words.search, group: 'Everywhere', run: search },
    { keys: 'j', label: words.nextRow, group: 'Everywhere', run: () => void walk(1) },
    { keys: 'k', label: words.previousRow, group: 'Everywhere', run: () => void walk(-1) },
    { keys: '?', label: words.showSheet, group: 'Everywhere', run: () => setOpen('sheet') },
    ...NAV.map(({ href, label, key }) => ({
      keys: `g ${key}`,
      label,
      group: 'Go to' as const,
      run: () => router.push(href),
    })),
  ]);
  return (
    <>
      {open === 'sheet' && <ShortcutSheet open onOpenChange={(stays) => !stays && setOpen(null)} />}
      {open === 'palette' && <Palette onClose={() => setOpen(null)} onHelp={() => setOpen('sheet')} />}
    </>
  );

  function search() {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]');
    if (field) field.focus();
    else router.push('/tasks?find=1');
  }
}
