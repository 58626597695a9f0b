'use client';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { SearchKind } from '@/contract/search';
import { activeShortcuts } from '@/hooks/shortcuts';
import { useEndpoint } from '@/hooks/use-endpoint';
import { NAV } from '../shell/nav-items';
import { Dialog } from '../ui/dialog';
import { controlStyle } from '../ui/field';
import { Kbd } from '../ui/kbd';
import { words } from '../words/palette';
import { words as shell } from '../words/shell';
import { words as sheet } from '../words/shell-sheet';
import { words as common } from '../words/words';
import { fits, PREFIXES, readQuery, type Scope } from './read-query';

interface Entry {
  id: string;
  group: string;
  title: string;
  ref?: string;
  note?: string;
  keys?: string;
  run(): void;
}

const KINDS: Partial<Record<Scope, SearchKind[]>> = {
  all: ['task', 'exception', 'flow', 'project', 'agent', 'runner'],
  task: ['task'],
  agent: ['agent', 'runner'],
};
const GROUP: Record<SearchKind, string> = {
  task: common.pages.tasks,
  exception: common.pages.needsYou,
  flow: common.pages.flows,
  project: common.pages.projects,
  agent: common.pages.agents,
  runner: words.machines,
};

/** Everything there is and everything that can be done, by a few letters: typed, chosen by arrows, opened by Enter. */
export function Palette({ onClose, onHelp }: { onClose(): void; onHelp(): void }) {
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  // What the page offered when the palette was opened: while a dialog is open no key of it works.
  const [actions] = useState(activeShortcuts);
  const read = useDeferredValue(typed);
  const { scope, words: asked } = readQuery(read);
  const kinds = KINDS[scope];
  const wanted = kinds !== undefined && (asked !== '' || scope !== 'all');
  const found = useEndpoint(
    'search',
    { query: { q: asked, kind: kinds?.join(','), limit: scope === 'all' ? 5 : 12 } },
    { enabled: wanted },
  );
  const go = (url: string) => () => router.push(url);
  const entries: Entry[] = [];
  if (scope === 'help') {
    entries.push({ id: 'sheet', group: words.help, title: sheet.title, keys: '?', run: onHelp });
    entries.push({ id: 'api', group: words.help, title: words.api, run: go('/docs/api') });
    for (const { prefix, words: what } of PREFIXES.slice(0, 3))
      entries.push({
        id: prefix,
        group: words.beginWith,
        title: what,
        keys: prefix,
        run: () => setTyped(prefix),
      });
  }
  if (scope === 'all')
    for (const { href, label } of NAV)
      if (fits(label, asked)) entries.push({ id: href, group: words.goTo, title: label, run: go(href) });
  if (wanted)
    for (const { kind, ref, title, note, url } of found.data ?? [])
      entries.push({
        id: `${kind}${url}`,
        group: GROUP[kind],
        title,
        ref: ref === title ? undefined : ref,
        note,
        run: go(url),
      });
  if (scope === 'action' || (scope === 'all' && asked !== ''))
    for (const { keys, label, group, run } of actions)
      if (group !== 'Go to' && fits(label, asked))
        entries.push({ id: `do${keys}`, group: words.do, title: label, keys, run });
  const chosen = Math.min(at, entries.length - 1);
  // Whoever is faster than what is found means what they typed last.
  const [due, setDue] = useState(false);
  const answered = read === typed && !(wanted && found.isPending);
  useEffect(() => {
    list.current?.querySelector(`[data-nth="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    // What begins a search goes on in the palette.
    if (entry.group !== words.beginWith) onClose();
    entry.run();
  };
  useEffect(() => {
    if (!due || !answered) return;
    setDue(false);
    open(entries[chosen]);
  });
  return (
    <Dialog open onOpenChange={(stays) => !stays && onClose()} title={shell.palette}>
      <input
        type="search"
        role="combobox"
        aria-label={shell.palette}
        aria-expanded={entries.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={words.placeholder}
        maxLength={200}
        className={`${controlStyle} h-9 w-full`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
          setDue(false);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step === undefined && event.key !== 'Enter') return;
          event.preventDefault();
          if (step) setAt((chosen + step + entries.length) % Math.max(1, entries.length));
          else setDue(true);
        }}
      />
      <ul
        ref={list}
        id={`${id}-list`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox
        role="listbox"
        aria-label={words.found}
        className="mt-3 max-h-[min(24rem,60dvh)] overflow-y-auto"
      >
        {entries.map((entry, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is with the field
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <li
            key={entry.id}
            id={`${id}-${i}`}
            data-nth={i}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
            role="option"
            aria-selected={i === chosen}
            onMouseMove={() => setAt(i)}
            onClick={() => open(entry)}
            className="coarse-target flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 py-1 aria-selected:bg-sunken"
          >
            <span className="w-20 shrink-0 truncate text-label text-ink-3">
              {entries[i - 1]?.group === entry.group ? (
                <span className="sr-only">{entry.group}</span>
              ) : (
                entry.group
              )}
            </span>
            {entry.ref && <span className="mono shrink-0 text-label text-ink-2">{entry.ref}</span>}
            <span className="min-w-0 flex-1 truncate">
              <bdi>{entry.title}</bdi>
            </span>
            {entry.note && (
              <span className="hidden max-w-40 truncate text-label text-ink-3 sm:inline">
                <bdi>{entry.note}</bdi>
              </span>
            )}
            {entry.keys?.split(' ').map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </li>
        ))}
      </ul>
      <p role="status" className="mt-2 text-label text-ink-3">
        {found.isError
          ? found.error.message
          : entries.length === 0
            ? wanted && found.isPending
              ? words.looking
              : words.nothing
            : words.count(entries.length)}
      </p>
    </Dialog>
  );
}
