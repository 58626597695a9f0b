import type { AgentAnalytics, AgentFigures } from '@/contract/agent';
import { engineName } from '../runner/engine-words';
import { reasonWords } from '../task/reason-words';
import { ROLE_WORDS } from '../task/role-words';
import { formatDuration } from '../ui/format-duration';
import { formatMoney } from '../ui/format-money';
import { Scroller } from '../ui/scroller';
import { words } from '../words/agent-breakdown';

const COLUMNS: [string, (one: AgentFigures) => string | number][] = [
  [words.columns.began, (one) => one.agents],
  [words.columns.completed, (one) => one.completed],
  [words.columns.failed, (one) => one.failed],
  [words.columns.timeout, (one) => one.timeout],
  [words.columns.ended, (one) => one.killed],
  [words.columns.lost, (one) => one.lost],
  [words.columns.released, (one) => one.released],
  [words.columns.median, (one) => (one.medianMs === null ? '–' : formatDuration(one.medianMs))],
  [words.columns.turns, (one) => one.turns],
  [words.columns.spent, (one) => formatMoney(one.costMicros)],
];

/** The figures of a period by role and by engine, and the reasons of failures. */
export function AgentBreakdown({ analytics }: { analytics: AgentAnalytics }) {
  const { byRole, byEngine, failures } = analytics;
  const most = Math.max(1, ...failures.map(({ count }) => count));
  return (
    <div className="flex flex-col gap-5 border-t border-line p-4">
      <FiguresTable
        name={words.role.name}
        label={words.role.label}
        rows={byRole.map((one) => [ROLE_WORDS[one.role as keyof typeof ROLE_WORDS] ?? one.role, one])}
      />
      <FiguresTable
        name={words.engine.name}
        label={words.engine.label}
        rows={byEngine.map((one) => [one.engine ? engineName(one.engine) : words.engine.none, one])}
      />
      <div>
        <h3 className="mb-2 text-label font-medium text-ink-2">{words.reasons}</h3>
        {failures.length === 0 && <p className="text-ink-3">{words.noReasons}</p>}
        <ul className="flex max-w-xl flex-col gap-2">
          {failures.map(({ reason, count }) => (
            <li key={reason} className="grid grid-cols-[1fr_auto] text-label">
              <span className="text-ink-2">{reasonWords(reason) ?? reason}</span>
              <span>{count}</span>
              <span
                className="col-span-2 mt-1 h-1.5 overflow-hidden rounded-full bg-sunken"
                aria-hidden="true"
              >
                <span
                  className="block h-full rounded-full bg-danger"
                  style={{ width: `${(count / most) * 100}%` }}
                />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface TableProps {
  name: string;
  label: string;
  rows: [string, AgentFigures][];
}

function FiguresTable({ name, label, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <Scroller label={label}>
      <table className="w-full text-label">
        <thead className="text-ink-3">
          <tr>
            <th scope="col" className="py-1 pr-3 text-left font-medium">
              {name}
            </th>
            {COLUMNS.map(([column]) => (
              <th key={column} scope="col" className="px-2 text-right font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([of, figures]) => (
            <tr key={of} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                {of}
              </th>
              {COLUMNS.map(([column, value]) => (
                <td key={column} className="mono px-2 text-right whitespace-nowrap">
                  {value(figures)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
