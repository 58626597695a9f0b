'use client';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { Dialog } from '../ui/dialog';
import { words } from '../words/shell';
import type { NavItem } from './nav-items';
import { askPalette } from './palette-button';

/** The pages for which a phone's bar has no room. */
export function MoreSheet({ items, onClose }: { items: NavItem[]; onClose(): void }) {
  return (
    <Dialog open onOpenChange={onClose} title={words.more}>
      <ul className="flex flex-col gap-1">
        <li>
          <button
            type="button"
            onClick={() => {
              onClose();
              askPalette();
            }}
            className="flex min-h-11 w-full items-center gap-3 rounded-control px-2 text-left text-read hover:bg-sunken"
          >
            <Search className="size-5 text-ink-2" aria-hidden="true" />
            {words.palette}
          </button>
        </li>
        {items.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={onClose}
              className="flex min-h-11 items-center gap-3 rounded-control px-2 text-read hover:bg-sunken"
            >
              <Icon className="size-5 text-ink-2" aria-hidden="true" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
