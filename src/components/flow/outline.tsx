'use client';
import { CircleX } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { kindOf } from '@/contract/flow-settings';
import { words } from '../words/flow-views';
import { FoldButton, FoldContext } from './fold-button';
import { KIND_WORDS } from './node-words';
import { outlineRows } from './outline-rows';

interface OutlineProps {
  flow: FlowDocument;
  selected: ReadonlySet<string>;
  folded: ReadonlySet<string>;
  /** Ids of nodes that have a fault. */
  faulty: ReadonlySet<string>;
  onSelect(id: string, more: boolean): void;
  onFold(id: string): void;
  onMove(id: string, by: -1 | 1): void;
  onDelete(): void;
}

/** The flow as a tree in rows: everything that the canvas shows, for keyboards, screen readers and phones. */
export function Outline({ flow, selected, folded, faulty, ...on }: OutlineProps) {
  const { onSelect, onFold, onMove, onDelete } = on;
  const rows = useMemo(() => outlineRows(flow, folded), [flow, folded]);
  const at = Math.max(
    0,
    rows.findIndex(({ node }) => selected.has(node.id)),
  );
  const onKey = (event: KeyboardEvent<HTMLTableElement>) => {
    const focused = (event.target as HTMLElement).dataset.node;
    const here = Math.max(
      0,
      rows.findIndex(({ node }) => node.id === focused),
    );
    const to = (index: number) => {
      const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
      if (!row) return;
      event.preventDefault();
      onSelect(row.node.id, event.shiftKey);
      event.currentTarget.querySelector<HTMLElement>(`[data-node="${CSS.escape(row.node.id)}"]`)?.focus();
    };
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const { node } = rows[here] ?? {};
      if (node) onMove(node.id, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const row = rows[here];
      if (row && row.members > 0 && folded.has(row.node.id) === (event.key === 'ArrowRight'))
        onFold(row.node.id);
    } else if (event.key === 'ArrowDown') to(here + 1);
    else if (event.key === 'ArrowUp') to(here - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(rows.length - 1);
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onDelete();
    }
  };
  return (
    <FoldContext value={onFold}>
      <div className="max-h-[70dvh] overflow-auto">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows and cells keep what a table says of them
          role="treegrid"
          aria-label={words.outline.title}
          aria-rowcount={rows.length}
          aria-multiselectable="true"
          className="w-full border-collapse text-left"
          onKeyDown={onKey}
        >
          <thead className="sticky top-0 bg-panel text-label text-ink-2">
            <tr>
              {words.outline.columns.map((heading) => (
                <th key={heading} scope="col" className="px-3 py-1.5 font-medium">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ node, level, waits, members }, i) => (
              <tr
                key={node.id}
                data-node={node.id}
                tabIndex={i === at ? 0 : -1}
                aria-level={level}
                aria-rowindex={i + 1}
                aria-selected={selected.has(node.id)}
                aria-expanded={members > 0 ? !folded.has(node.id) : undefined}
                className="cursor-default border-t border-line hover:bg-sunken focus-visible:-outline-offset-2 aria-selected:bg-sunken"
                onClick={(event) => onSelect(node.id, event.shiftKey || event.metaKey || event.ctrlKey)}
              >
                <td className="px-3 py-2" style={{ paddingInlineStart: `${level * 16 - 4}px` }}>
                  <span className="flex items-center gap-1.5">
                    {members > 0 && (
                      <FoldButton id={node.id} label={node.label || node.id} folded={folded.has(node.id)} />
                    )}
                    {faulty.has(node.id) && (
                      <CircleX
                        className="size-3.5 shrink-0 text-danger"
                        aria-label={words.outline.faulty}
                        role="img"
                      />
                    )}
                    <bdi className={node.id === node.label ? 'mono' : ''}>{node.label || node.id}</bdi>
                  </span>
                </td>
                <td className="px-3 py-2 whitespace-nowrap text-ink-2">
                  {KIND_WORDS[kindOf(node)].name}
                  {node.part === 'judge' && `, ${words.outline.judge}`}
                </td>
                <td className="px-3 py-2 text-ink-2">{waits}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FoldContext>
  );
}
