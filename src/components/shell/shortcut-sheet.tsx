'use client';
import { activeShortcuts } from '@/hooks/shortcuts';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { words } from '../words/shell-sheet';
import { SingleKeys } from './single-keys';

const GROUPS = ['Everywhere', 'Go to', 'This page'] as const;

/** Every shortcut that works on the page now, and the switch that turns them off. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const shortcuts = open ? activeShortcuts() : [];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title}>
      {GROUPS.map((group) => {
        const listed = shortcuts.filter((one) => one.group === group);
        if (listed.length === 0) return null;
        return (
          <section key={group} className="mb-4">
            <h3 className="mb-1 text-label font-medium text-ink-3">{words.groups[group]}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1">
              {listed.map(({ keys, label }) => (
                <div key={keys} className="contents">
                  <dt>{label}</dt>
                  <dd className="flex gap-1">
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <SingleKeys />
    </Dialog>
  );
}
