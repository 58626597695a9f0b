'use client';
import { clsx } from 'clsx';
import { ChevronDown, Search, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useId, useState } from 'react';
import { useEndpoint } from '@/hooks/use-endpoint';
import { useProjects } from '../project/use-projects';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { words } from '../words/task-filters';
import { RISKS, riskWord } from './risk-chip';
import { SavedViews } from './saved-views';
import { STATUS, STATUSES } from './status-vocabulary';
import { countFilters, SORTS, taskFilterParsers, taskViewParsers } from './task-filters-url';
import { TASK_TYPES, TYPE } from './type-words';
import { useTyped } from './use-typed';

/** Search and filters of the task list; all of it lives in the address. */
export function TaskFilterBar() {
  const [filters, setFilters] = useQueryStates(taskFilterParsers, { history: 'replace' });
  const projects = useProjects();
  const { data: members } = useEndpoint('listMembers');
  const [{ sort }, setView] = useQueryStates(taskViewParsers, { history: 'replace' });
  const [typed, setTyped] = useTyped(filters.q, (q) => void setFilters({ q: q || null }));
  const [label, setLabel] = useTyped(filters.label, (said) => void setFilters({ label: said || null }));
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const count = countFilters(filters);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <div className="flex min-w-0 items-center gap-2 max-sm:w-full sm:flex-1">
        <div className="relative min-w-0 flex-1 lg:max-w-80">
          <Search
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
            aria-hidden="true"
          />
          <Input
            id={`${id}-q`}
            type="search"
            aria-label={words.bar.search}
            placeholder={words.bar.search}
            className="pl-8"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {count > 0 && (
          <Button look="quiet" onClick={() => void setFilters(null)}>
            <X className="size-4" aria-hidden="true" />
            <span className="max-lg:sr-only">{words.bar.clear(count)}</span>
          </Button>
        )}
        <Choice
          label={words.bar.order}
          className="ml-auto"
          value={sort}
          choices={SORTS.map((one) => [one, words.sort[one]])}
          onPick={(one) => void setView({ sort: one })}
        />
      </div>
      <Button
        className="max-sm:flex-1 max-sm:justify-between! xl:hidden"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        {words.bar.unfold}
        <ChevronDown className={clsx('size-4', unfolded && 'rotate-180')} aria-hidden="true" />
      </Button>
      <SavedViews />
      {/* One row where all of it fits with no word cut: names of projects and people are the only ones of any length. */}
      <div
        className={clsx(
          'flex w-full items-center gap-2 max-xl:flex-wrap max-sm:*:max-w-none max-sm:*:flex-1 max-sm:*:basis-32',
          !unfolded && 'max-xl:hidden',
        )}
      >
        <Choice
          label={words.bar.status}
          any={words.bar.anyStatus}
          value={filters.status[0]}
          choices={STATUSES.map((status) => [status, STATUS[status].word])}
          onPick={(status) => void setFilters({ status: status && [status] })}
        />
        <Choice
          label={words.bar.type}
          any={words.bar.anyType}
          value={filters.type[0]}
          choices={TASK_TYPES.map((type) => [type, TYPE[type].word])}
          onPick={(type) => void setFilters({ type: type && [type] })}
        />
        <Choice
          label={words.bar.risk}
          any={words.bar.anyRisk}
          value={filters.risk[0]}
          choices={RISKS.map((risk) => [risk, words.bar.riskOf(riskWord(risk))])}
          onPick={(risk) => void setFilters({ risk: risk && [risk] })}
        />
        {projects.named.length > 1 && (
          <Choice
            label={words.bar.project}
            any={words.bar.allProjects}
            value={filters.project}
            choices={projects.named.map(({ id, name }) => [id, name])}
            onPick={(project) => void setFilters({ project })}
          />
        )}
        <Choice
          label={words.bar.assignee}
          any={words.bar.anyone}
          value={filters.assignee}
          choices={[
            ['me', words.bar.mine],
            ['none', words.bar.unassigned],
            ...(members ?? [])
              .filter(({ you }) => !you)
              .map(({ id: one, name }) => [one, name] as [string, string]),
          ]}
          onPick={(assignee) => void setFilters({ assignee })}
        />
        <Choice
          label={words.bar.archive}
          any={words.bar.notArchived}
          value={filters.archived ?? ''}
          choices={[
            ['true', words.bar.archived],
            ['all', words.bar.archivedToo],
          ]}
          onPick={(archived) => void setFilters({ archived })}
        />
        <Input
          aria-label={words.bar.label}
          placeholder={words.bar.label}
          fit
          className="w-28 shrink xl:max-w-44 xl:min-w-14 xl:grow"
          value={label}
          maxLength={63}
          onChange={(event) => setLabel(event.target.value)}
        />
      </div>
    </search>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  /** What stands for no choice; left out where one must be made. */
  any?: string;
  value: T | '' | undefined;
  choices: [value: T, word: string][];
  className?: string;
  onPick(value: T | null): void;
}

function Choice<T extends string>({ label, any, value, choices, className, onPick }: ChoiceProps<T>) {
  return (
    <Select
      aria-label={label}
      fit
      className={clsx('max-w-44 shrink-0', className)}
      value={value ?? ''}
      onChange={(event) => onPick((event.target.value || null) as T | null)}
    >
      {any && <option value="">{any}</option>}
      {choices.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </Select>
  );
}
