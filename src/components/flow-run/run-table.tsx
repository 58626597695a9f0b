'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import type { FlowDocument } from '@/contract/flow';
import { kindOf } from '@/contract/flow-settings';
import { FoldButton, FoldContext } from '../flow/fold-button';
import { KIND_WORDS } from '../flow/node-words';
import { outlineRows } from '../flow/outline-rows';
import { Button } from '../ui/button';
import { words } from '../words/flow-run-nodes';
import { GateButtons } from './gate-buttons';
import type { NodeState } from './node-states';
import { costOf, StateWord, Took } from './state-line';

interface TableProps {
  flow: FlowDocument;
  states: ReadonlyMap<string, NodeState>;
  folded: ReadonlySet<string>;
  chosen: string | null;
  onFold(id: string): void;
  onChoose?(id: string): void;
}

/** Rows that are drawn at once. */
const PAGE = 300;

/** All that the graph shows, in rows: for screen readers, phones and large flows. */
export function RunTable({ flow, states, folded, chosen, onFold, onChoose }: TableProps) {
  const rows = useMemo(() => outlineRows(flow, folded), [flow, folded]);
  const [shown, setShown] = useState(PAGE);
  // Names stand in one line, below each other, whether they can be folded or not.
  const gathers = rows.some(({ members }) => members > 0);
  return (
    <FoldContext value={onFold}>
      <div className="@container">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">{words.table.title}</caption>
          <thead className="text-label text-ink-2">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-medium">
                {words.table.node}
              </th>
              <th scope="col" className="px-3 py-1.5 font-medium">
                {words.table.state}
              </th>
              <th scope="col" className="hidden px-3 py-1.5 text-right font-medium @xl:table-cell">
                {words.table.took}
              </th>
              <th scope="col" className="hidden px-3 py-1.5 text-right font-medium @xl:table-cell">
                {words.table.cost}
              </th>
              <th scope="col" className="hidden px-3 py-1.5 text-right font-medium @2xl:table-cell">
                {words.table.try}
              </th>
              <th scope="col" className="hidden px-3 py-1.5 font-medium @md:table-cell">
                {words.table.task}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ node, level, members }) => {
              const state = states.get(node.id);
              const name = <bdi>{node.label || node.id}</bdi>;
              return (
                <tr
                  key={node.id}
                  className={clsx('border-t border-line align-top', node.id === chosen && 'bg-sunken')}
                >
                  <th
                    scope="row"
                    className="py-2 pr-3 text-left font-normal"
                    style={{ paddingInlineStart: `${level * 16 - 4}px` }}
                  >
                    <div className={clsx(gathers && 'grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-1.5')}>
                      {members > 0 && (
                        <FoldButton id={node.id} label={node.label || node.id} folded={folded.has(node.id)} />
                      )}
                      <div className="col-start-2">
                        {onChoose ? (
                          <button
                            type="button"
                            data-node={node.id}
                            aria-pressed={node.id === chosen}
                            className="min-h-6 text-left font-medium hover:underline"
                            onClick={() => onChoose(node.id)}
                          >
                            {name}
                          </button>
                        ) : (
                          name
                        )}
                        <span className="block text-label text-ink-3">{KIND_WORDS[kindOf(node)].name}</span>
                      </div>
                    </div>
                  </th>
                  <td className="px-3 py-2">
                    {state && (
                      <div className="flex flex-col items-start gap-1">
                        <StateWord state={state} />
                        {state.why && <span className="text-label text-ink-2">{state.why}</span>}
                        <GateButtons state={state} />
                      </div>
                    )}
                  </td>
                  <td className="hidden px-3 py-2 text-right tabular-nums @xl:table-cell">
                    {state && <Took state={state} />}
                  </td>
                  <td className="hidden px-3 py-2 text-right tabular-nums @xl:table-cell">
                    {state && costOf(state)}
                  </td>
                  <td className="hidden px-3 py-2 text-right whitespace-nowrap tabular-nums @2xl:table-cell">
                    {state?.tries && words.tries(state.tries)}
                  </td>
                  <td className="hidden px-3 py-2 @md:table-cell">
                    {state?.lead?.task && (
                      <Link
                        href={`/tasks/${state.lead.task.ref}`}
                        className="mono whitespace-nowrap text-accent hover:underline"
                      >
                        {state.lead.task.ref}
                      </Link>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <div className="border-t border-line p-3">
          <Button onClick={() => setShown(shown + PAGE)}>
            {words.table.more(Math.min(PAGE, rows.length - shown))}
          </Button>
        </div>
      )}
    </FoldContext>
  );
}
