'use client';
import { ArrowDown, ArrowUp, Clock, Download, TriangleAlert, WrapText } from 'lucide-react';
import type { ReactNode } from 'react';
import { addressOf } from '@/hooks/address-of';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { words } from '../words/log';
import { LOG_FILTERS, type LogFilter } from './log-row';

export type Stamps = 'none' | 'offset' | 'clock';

interface ToolbarProps {
  agentId: string;
  wanted: string;
  onWanted(text: string): void;
  matches: number;
  at: number;
  onStep(by: number): void;
  hidden: readonly LogFilter[];
  onHide(filter: LogFilter): void;
  errorsOnly: boolean;
  onErrorsOnly(): void;
  raw: boolean;
  onRaw(): void;
  wrap: boolean;
  onWrap(): void;
  stamps: Stamps;
  onStamps(): void;
}

/** Search, filters and views of a log. */
export function LogToolbar(props: ToolbarProps) {
  const { wanted, matches, at, hidden } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-2 py-1.5">
      <search className="flex min-w-48 flex-1 basis-64 items-center gap-1 sm:max-w-md">
        <Input
          type="search"
          aria-label={words.toolbar.search}
          placeholder={words.toolbar.search}
          small
          value={wanted}
          onChange={(event) => props.onWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onStep(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') props.onWanted('');
          }}
        />
        {wanted !== '' && (
          <>
            <span role="status" className="w-20 shrink-0 text-center text-label text-ink-2">
              {matches === 0 ? words.toolbar.notFound : words.toolbar.match(at + 1, matches)}
            </span>
            <Button
              look="quiet"
              size="sm"
              aria-label={`${words.previous} (N)`}
              disabled={matches === 0}
              onClick={() => props.onStep(-1)}
            >
              <ArrowUp className="size-3.5" aria-hidden="true" />
            </Button>
            <Button
              look="quiet"
              size="sm"
              aria-label={`${words.next} (n)`}
              disabled={matches === 0}
              onClick={() => props.onStep(1)}
            >
              <ArrowDown className="size-3.5" aria-hidden="true" />
            </Button>
          </>
        )}
      </search>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{words.toolbar.show}</legend>
        {LOG_FILTERS.map((filter) => (
          <Press key={filter} pressed={!hidden.includes(filter)} onClick={() => props.onHide(filter)}>
            {words.toolbar.filters[filter]}
          </Press>
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-1 sm:ml-auto">
        <Press pressed={props.errorsOnly} onClick={props.onErrorsOnly} label={`${words.errors} (e)`}>
          <TriangleAlert className="size-3.5" aria-hidden="true" />
        </Press>
        <Press
          pressed={props.stamps !== 'none'}
          onClick={props.onStamps}
          label={`${words.times}: ${words.toolbar.stamps[props.stamps]} (t)`}
        >
          <Clock className="size-3.5" aria-hidden="true" />
        </Press>
        <Press pressed={props.wrap} onClick={props.onWrap} label={`${words.wrap} (w)`}>
          <WrapText className="size-3.5" aria-hidden="true" />
        </Press>
        <Press pressed={props.raw} onClick={props.onRaw} label={`${words.rawLines} (r)`}>
          {words.toolbar.raw}
        </Press>
        <a
          href={addressOf('downloadLogs', { params: { id: props.agentId } })}
          download
          aria-label={words.toolbar.download}
          title={words.toolbar.download}
          className="inline-flex h-7 items-center rounded-control px-2 text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <Download className="size-3.5" aria-hidden="true" />
        </a>
      </div>
    </div>
  );
}

function Press({
  pressed,
  onClick,
  label,
  children,
}: {
  pressed: boolean;
  onClick(): void;
  label?: string;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      onClick={onClick}
      className="forced-border inline-flex h-7 items-center rounded-control border border-transparent px-2 text-label text-ink-3 hover:bg-sunken aria-pressed:border-control aria-pressed:text-ink"
    >
      {children}
    </button>
  );
}
