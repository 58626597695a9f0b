'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { clsx } from 'clsx';
import { Bookmark, Check, ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { createSerializer } from 'nuqs/server';
import { useState } from 'react';
import type { TaskView as SavedView } from '@/contract/task-view';
import { useEndpoint } from '@/hooks/use-endpoint';
import { MenuItem, MenuSurface, menuItem } from '../ui/menu';
import { words } from '../words/task-filters';
import { taskFilterParsers, taskViewParsers } from './task-filters-url';

const SaveViewDialog = dynamic(() => import('./save-view-dialog').then((made) => made.SaveViewDialog));
const ViewsDialog = dynamic(() => import('./views-dialog').then((made) => made.ViewsDialog));

const parsers = { ...taskFilterParsers, ...taskViewParsers };
const addressOf = createSerializer(parsers);

/** The views of the list that were saved under a name: picked, added to, and looked after. */
export function SavedViews() {
  const [shows, show] = useQueryStates(parsers, { history: 'push' });
  const { data: views = [] } = useEndpoint('listTaskViews');
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const here = addressOf(shows);
  const current = views.find((view) => addressOf(view.shows) === here);
  const close = (next: boolean) => setOpen((now) => (next ? now : null));
  return (
    <>
      <MenuSurface
        align="end"
        // As wide with a name as without, so that nothing moves when it is known.
        look="w-36 sm:w-52 border border-control bg-panel text-ink"
        label={
          <>
            <Bookmark className={clsx('size-4 shrink-0', current && 'fill-current')} aria-hidden="true" />
            <span className="min-w-0 flex-1 truncate text-left">
              {current && <span className="sr-only">{words.views.view}</span>}
              {current?.name ?? words.views.none}
            </span>
            <ChevronDown className="size-4 shrink-0" aria-hidden="true" />
          </>
        }
      >
        <Base.RadioGroup
          value={current?.id ?? null}
          onValueChange={(id) => {
            const picked = views.find((view) => view.id === id);
            if (picked) void show(picked.shows);
          }}
        >
          <Kind title={words.views.yours} views={views.filter(({ yours }) => yours)} />
          <Kind title={words.views.workspace} views={views.filter(({ yours }) => !yours)} />
        </Base.RadioGroup>
        {views.length === 0 && (
          <p className="max-w-60 px-2.5 py-1.5 text-label text-ink-2">{words.views.empty}</p>
        )}
        <Base.Separator className="my-1 h-px bg-line" />
        <MenuItem label={words.views.save} disabled={current !== undefined} run={() => setOpen('save')} />
        {views.some(({ mayChange }) => mayChange) && (
          <MenuItem label={words.views.manage} run={() => setOpen('manage')} />
        )}
      </MenuSurface>
      {open === 'save' && <SaveViewDialog shows={shows} onOpenChange={close} />}
      {open === 'manage' && (
        <ViewsDialog views={views.filter(({ mayChange }) => mayChange)} shows={shows} onOpenChange={close} />
      )}
    </>
  );
}

function Kind({ title, views }: { title: string; views: SavedView[] }) {
  if (views.length === 0) return null;
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1.5 pb-0.5 text-meta text-ink-2">{title}</Base.GroupLabel>
      {views.map(({ id, name, shared, yours, by }) => (
        <Base.RadioItem key={id} value={id} closeOnClick className={clsx(menuItem, 'items-center gap-2')}>
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {shared && (
            <span className="shrink-0 text-label text-ink-2">
              {yours ? words.views.shared : words.views.by(by)}
            </span>
          )}
          <span className="size-4 shrink-0">
            <Base.RadioItemIndicator>
              <Check className="size-4" aria-hidden="true" />
            </Base.RadioItemIndicator>
          </span>
        </Base.RadioItem>
      ))}
    </Base.Group>
  );
}
