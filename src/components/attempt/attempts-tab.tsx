'use client';
import { useQueryStates } from 'nuqs';
import type { Agent } from '@/contract/agent';
import { Select } from '../ui/controls';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { words } from '../words/attempt';
import { AttemptDiff } from './attempt-diff';
import { AttemptTable } from './attempt-table';
import { attemptParsers } from './attempts-url';

/** The attempts at a task beside each other: what came of each, and what tells the work of two apart. */
export function AttemptsTab({ taskRef, agents }: { taskRef: string; agents: Agent[] }) {
  const [chosen, setChosen] = useQueryStates(attemptParsers, { history: 'replace' });
  const attempts = agents.filter(({ kind }) => kind === 'work').toSorted((a, b) => a.attempt - b.attempt);
  const numbered = (attempt: number | null) => attempts.find((one) => one.attempt === attempt);
  const second = numbered(chosen.to) ?? attempts.at(-1);
  const first = numbered(chosen.from) ?? attempts.findLast((one) => one !== second);
  if (!first || !second) return <EmptyState title={words.tab.atMostOne}>{words.tab.another}</EmptyState>;
  return (
    <div className="flex flex-col gap-5">
      <AttemptTable attempts={attempts} agents={agents} taskRef={taskRef} />
      <Panel
        title={words.tab.between}
        id="between"
        actions={
          <span className="flex items-center gap-2 text-label text-ink-2">
            <Phrase
              of={words.tab.fromTo}
              parts={{
                from: (
                  <Pick
                    label={words.tab.from}
                    value={first}
                    attempts={attempts}
                    onPick={(from) => void setChosen({ from })}
                  />
                ),
                to: (
                  <Pick
                    label={words.tab.to}
                    value={second}
                    attempts={attempts}
                    onPick={(to) => void setChosen({ to })}
                  />
                ),
              }}
            />
          </span>
        }
        flush
      >
        <AttemptDiff taskRef={taskRef} first={first} second={second} />
      </Panel>
    </div>
  );
}

interface PickProps {
  label: string;
  value: Agent;
  attempts: Agent[];
  onPick(attempt: number): void;
}

function Pick({ label, value, attempts, onPick }: PickProps) {
  return (
    <Select
      aria-label={label}
      fit
      value={value.attempt}
      onChange={(event) => onPick(Number(event.target.value))}
    >
      {attempts.map(({ id, attempt }) => (
        <option key={id} value={attempt}>
          {words.attempt(attempt)}
        </option>
      ))}
    </Select>
  );
}
