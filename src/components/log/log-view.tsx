'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useQueryState } from 'nuqs';
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { Button } from '../ui/button';
import { Scroller } from '../ui/scroller';
import { words } from '../words/log';
import { findMatches } from './find-matches';
import { LogAnnouncer } from './log-announcer';
import { LogFooter } from './log-footer';
import { LogLineRow } from './log-line-row';
import { type GroupRow, type LogFilter, type LogRow, textOf } from './log-row';
import { LogToolbar, type Stamps } from './log-toolbar';
import { lineRange, logSearch } from './log-url';
import { extendRange, formatRange, parseRange } from './permalink';
import { useFollow } from './use-follow';
import { useLogRows } from './use-log-rows';
import { type View, visibleRows } from './visible-rows';

const ROW_PX = 24;
const NEXT_STAMPS: Record<Stamps, Stamps> = { none: 'offset', offset: 'clock', clock: 'none' };

/** An agent's log: live, searchable, and addressable line by line. */
export function LogView({
  agentId,
  attempt,
  taskRef,
}: {
  agentId: string;
  attempt: number;
  taskRef: string;
}) {
  const [address, setAddress] = useQueryState('L', lineRange.withOptions({ history: 'replace' }));
  const range = parseRange(address);
  const { log, version, state, unread } = useLogRows(agentId, range === null);
  const ended = state === 'complete' || state === 'pruned';
  const panel = useRef<HTMLDivElement>(null);
  const { following, unseen, tell } = useFollow(panel, range === null);
  const [view, setView] = useState<View>({ raw: false, errorsOnly: false, hidden: [] });
  const [wrap, setWrap] = useState(true);
  const [stamps, setStamps] = useState<Stamps>('none');
  const [wanted, setWanted] = useQueryState('find', logSearch.withOptions({ history: 'replace' }));
  const [at, setAt] = useState(-1);
  /** What the reader has opened or folded, by key. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  /** Groups that were open because they were the last: they stay so while somebody reads. */
  const left = useRef(new Set<string>());

  const searching = wanted !== '';
  const { from, to } = range ?? { from: 0, to: 0 };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its version says when
  const rows = useMemo(() => {
    const isOpen = (group: GroupRow, last: boolean) => {
      if (last && !following) left.current.add(group.key);
      const addressed = group.line <= to && group.lastLine >= from;
      const open = !group.folded || last || searching || addressed || left.current.has(group.key);
      return chosen.get(group.key) ?? open;
    };
    return visibleRows(log, view, isOpen);
  }, [log, version, view, chosen, following, searching, from, to]);
  const searched = useDeferredValue(rows);
  const matches = useMemo(
    () => findMatches(wanted === '' ? [] : searched.map(textOf), wanted),
    [searched, wanted],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => panel.current,
    estimateSize: () => ROW_PX,
    overscan: 24,
    getItemKey: (index) => rows[index]?.key ?? index,
  });

  const grown = useRef({ log, rows: 0 });
  const height = virtual.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves when rows are added and when they are measured
  useLayoutEffect(() => {
    // Where the whole log takes the place of its end, rows were added before, not behind.
    const known = grown.current.log === log ? grown.current.rows : log.rows.length;
    tell({ type: 'appended', rows: Math.max(0, log.rows.length - known) });
    grown.current = { log, rows: log.rows.length };
  }, [rows.length, height, tell]);

  /** The row at the top of what is seen, kept there when rows are added before it. */
  const top = useRef<React.Key | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where another log takes the place of the one before
  useLayoutEffect(() => {
    const index = following ? -1 : rows.findIndex(({ key }) => key === top.current);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'start' });
  }, [log]);
  useEffect(() => {
    const offset = virtual.scrollOffset ?? 0;
    top.current = virtual.getVirtualItems().find((item) => item.end > offset)?.key ?? null;
  });

  const sought = useRef(range?.from ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again as lines arrive, until it is there
  useEffect(() => {
    if (sought.current === null || sought.current > log.lines.length) return;
    const key = log.rows[log.indexOfLine(sought.current)]?.key;
    sought.current = null;
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
  }, [version]);

  const step = (by: number) => {
    if (matches.length === 0) return;
    const next = (at + by + matches.length) % matches.length;
    setAt(next);
    tell({ type: 'left' });
    virtual.scrollToIndex(matches[next] ?? 0, { align: 'center' });
  };
  const search = (text: string) => {
    void setWanted(text || null);
    setAt(-1);
  };
  const hide = (filter: LogFilter) =>
    setView((now) => ({
      ...now,
      hidden: now.hidden.includes(filter)
        ? now.hidden.filter((one) => one !== filter)
        : [...now.hidden, filter],
    }));
  const turnRaw = () => setView((now) => ({ ...now, raw: !now.raw }));
  const turnErrors = () => setView((now) => ({ ...now, errorsOnly: !now.errorsOnly }));
  const isOpen = (row: LogRow) => (row.kind === 'group' ? row.open : (chosen.get(row.key) ?? false));
  const toggle = (row: LogRow) => setChosen((now) => new Map(now).set(row.key, !isOpen(row)));

  useShortcuts([
    { keys: 'n', label: words.next, group: 'This page', run: () => step(1) },
    { keys: 'N', label: words.previous, group: 'This page', run: () => step(-1) },
    {
      keys: 'l',
      label: words.follow,
      group: 'This page',
      run: () => tell({ type: following ? 'left' : 'jumped' }),
    },
    { keys: 'e', label: words.errors, group: 'This page', run: turnErrors },
    { keys: 't', label: words.times, group: 'This page', run: () => setStamps(NEXT_STAMPS[stamps]) },
    { keys: 'w', label: words.wrap, group: 'This page', run: () => setWrap(!wrap) },
    { keys: 'r', label: words.rawLines, group: 'This page', run: turnRaw },
  ]);

  /** What the times count from; the first line may not have been read yet. */
  const begin = unread > 0 ? null : (log.lines[0]?.at ?? null);
  const match = at >= 0 ? matches[at] : undefined;
  return (
    <section aria-label={words.title} className="overflow-hidden rounded-panel border border-line bg-panel">
      <LogToolbar
        agentId={agentId}
        wanted={wanted}
        onWanted={search}
        matches={matches.length}
        at={Math.max(0, at)}
        onStep={step}
        hidden={view.hidden}
        onHide={hide}
        errorsOnly={view.errorsOnly}
        onErrorsOnly={turnErrors}
        raw={view.raw}
        onRaw={turnRaw}
        wrap={wrap}
        onWrap={() => setWrap(!wrap)}
        stamps={stamps}
        onStamps={() => setStamps(NEXT_STAMPS[stamps])}
      />
      <div className="relative">
        <Scroller
          label={words.lines}
          ref={panel}
          role="log"
          aria-live="off"
          className="mono h-[max(20rem,calc(100dvh-19rem))] bg-canvas text-log [overflow-anchor:none]"
        >
          <div className="relative" style={{ height }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <LogLineRow
                  key={item.key}
                  ref={virtual.measureElement}
                  index={item.index}
                  start={item.start}
                  row={row}
                  begin={begin}
                  stamps={stamps}
                  wrap={wrap}
                  wanted={wanted}
                  current={item.index === match}
                  picked={range !== null && row.line <= range.to && row.endLine >= range.from}
                  open={isOpen(row)}
                  live={!ended}
                  onToggle={() => toggle(row)}
                  onPick={(shift) => void setAddress(formatRange(extendRange(range, row.line, shift)))}
                />
              );
            })}
          </div>
        </Scroller>
        {!following && !ended && (
          <Button
            look="primary"
            size="sm"
            className="absolute right-4 bottom-3 shadow-lift"
            onClick={() => tell({ type: 'jumped' })}
          >
            {words.jump(unseen)}
          </Button>
        )}
      </div>
      <LogFooter
        log={log}
        state={state}
        shown={rows.length}
        unread={unread}
        range={range}
        attempt={attempt}
        taskRef={taskRef}
        following={following}
        onClear={() => void setAddress(null)}
      />
      <LogAnnouncer log={log} />
    </section>
  );
}
