import Link from 'next/link';
import type { Agent } from '@/contract/agent';
import type { Task } from '@/contract/task';
import { agentWord } from '../agent/agent-words';
import { EmptyState } from '../ui/empty-state';
import { formatCount } from '../ui/format-count';
import { formatMoney } from '../ui/format-money';
import { Panel } from '../ui/panel';
import { Scroller } from '../ui/scroller';
import { words as facts } from '../words/task-facts';

const words = facts.cost;

const cell = 'mono px-3 py-1.5 text-right';

/** What each agent of the task used, and what is left of the budget. */
export function CostView({ task, agents }: { task: Task; agents: Agent[] }) {
  if (agents.length === 0) return <EmptyState title={words.none}>{words.later}</EmptyState>;
  const share = task.budgetMicros ? Math.min(1, task.spentMicros / task.budgetMicros) : null;
  const estimated = agents.some((agent) => agent.billing === 'subscription');
  return (
    <div className="flex flex-col gap-5">
      <Panel>
        <p className="text-display font-medium">
          {estimated && '~'}
          {formatMoney(task.spentMicros)}
        </p>
        <p className="text-ink-2">
          {task.budgetMicros === null ? words.noBudget : words.budget(formatMoney(task.budgetMicros))}
          {estimated && ` ${words.estimated}`}
        </p>
        {share !== null && (
          <div className="mt-3 h-2 max-w-md overflow-hidden rounded-full bg-sunken" aria-hidden="true">
            <div
              className={`h-full ${share >= 0.8 ? 'bg-attention' : 'bg-active'}`}
              style={{ width: `${share * 100}%` }}
            />
          </div>
        )}
      </Panel>
      <Panel title={words.byAgent} id="by-agent" flush>
        <Scroller label={words.table}>
          <table className="w-full">
            <thead className="text-label text-ink-3">
              <tr>
                <th scope="col" className="px-3 py-1.5 pl-4 text-left font-medium">
                  {words.agent}
                </th>
                <th scope="col" className="px-3 text-left font-medium">
                  {words.model}
                </th>
                {words.columns.map((name) => (
                  <th
                    key={name}
                    scope="col"
                    className="px-3 text-right font-medium whitespace-nowrap last:pr-4"
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id} className="border-t border-line">
                  <th scope="row" className="py-1.5 pr-3 pl-4 text-left font-normal whitespace-nowrap">
                    <Link href={`/agents/${agent.id}`} className="text-accent hover:underline">
                      {agentWord(agent)}
                    </Link>
                  </th>
                  <td className="px-3 whitespace-nowrap text-ink-2">
                    {agent.usage.model ?? agent.model ?? '–'}
                  </td>
                  <td className={cell}>{agent.usage.turns}</td>
                  <td className={cell}>{formatCount(agent.usage.inputTokens)}</td>
                  <td className={cell}>{formatCount(agent.usage.outputTokens)}</td>
                  <td className={cell}>{formatCount(agent.usage.cacheReadTokens)}</td>
                  <td className={cell}>{formatCount(agent.usage.cacheWriteTokens)}</td>
                  <td className={`${cell} pr-4`}>{formatMoney(agent.usage.costMicros)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      </Panel>
    </div>
  );
}
