'use client';
import { clsx } from 'clsx';
import { ChevronDown, Search, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useId, useState } from 'react';
import type { RiskLevel, TaskStatus, TaskType } from '@/contract/task';
import { useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { RISKS, riskWord } from './risk-chip';
import { STATUS, STATUSES } from './status-vocabulary';
import { countFilters, SORTS, type TaskView, taskFilterParsers, taskViewParsers } from './task-filters-url';
import { TASK_TYPES, TYPE } from './type-words';

const TYPING_MS = 250;
const SORT_WORDS: Record<TaskView['sort'], string> = {
  updated: 'Last changed',
  created: 'Newest',
  priority: 'Most urgent',
  number: 'By number',
};

/** Search and filters of the task list; all of it lives in the address. */
export function TaskFilterBar() {
  const [filters, setFilters] = useQueryStates(taskFilterParsers, { history: 'replace' });
  const projects = useList('listProjects');
  const [{ sort }, setView] = useQueryStates(taskViewParsers, { history: 'replace' });
  const [typed, setTyped] = useState(filters.q);
  const [label, setLabel] = useState(filters.label);
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  useEffect(() => {
    if (typed === filters.q && label.trim() === filters.label) return;
    const timer = setTimeout(
      () => void setFilters({ q: typed || null, label: label.trim() || null }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [typed, label, filters.q, filters.label, setFilters]);
  const count = countFilters(filters);
  const clear = () => {
    setTyped('');
    setLabel('');
    void setFilters(null);
  };
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <div className="relative min-w-40 flex-1 basis-full sm:max-w-80 sm:basis-52">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
          aria-hidden="true"
        />
        <Input
          id={`${id}-q`}
          type="search"
          aria-label="Search tasks"
          placeholder="Search tasks"
          className="pl-8"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Button
        className="basis-full justify-between! sm:hidden"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        Filters and order
        <ChevronDown className={clsx('size-4', unfolded && 'rotate-180')} aria-hidden="true" />
      </Button>
      <div className={clsx('contents', !unfolded && 'max-sm:hidden')}>
        <Select
          aria-label="Status"
          fit
          className="max-sm:basis-32 max-sm:flex-1"
          value={filters.status[0] ?? ''}
          onChange={(event) =>
            void setFilters({ status: event.target.value ? [event.target.value as TaskStatus] : null })
          }
        >
          <option value="">Any status</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS[status].word}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Type"
          fit
          className="max-sm:basis-32 max-sm:flex-1"
          value={filters.type[0] ?? ''}
          onChange={(event) =>
            void setFilters({ type: event.target.value ? [event.target.value as TaskType] : null })
          }
        >
          <option value="">Any type</option>
          {TASK_TYPES.map((type) => (
            <option key={type} value={type}>
              {TYPE[type].word}
            </option>
          ))}
        </Select>
        <Select
          aria-label="Risk"
          fit
          className="max-sm:basis-32 max-sm:flex-1"
          value={filters.risk[0] ?? ''}
          onChange={(event) =>
            void setFilters({ risk: event.target.value ? [event.target.value as RiskLevel] : null })
          }
        >
          <option value="">Any risk</option>
          {RISKS.map((risk) => (
            <option key={risk} value={risk}>
              {riskWord(risk)} risk
            </option>
          ))}
        </Select>
        {(projects.data?.items.length ?? 0) > 1 && (
          <Select
            aria-label="Project"
            fit
            className="max-sm:basis-32 max-sm:flex-1"
            value={filters.project}
            onChange={(event) => void setFilters({ project: event.target.value || null })}
          >
            <option value="">All projects</option>
            {projects.data?.items.map((project) => (
              <option key={project.id} value={project.id}>
                {project.name}
              </option>
            ))}
          </Select>
        )}
        <Input
          aria-label="Label"
          placeholder="Label"
          fit
          className="w-28 max-sm:basis-32 max-sm:flex-1"
          value={label}
          maxLength={63}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Select
          aria-label="Sort"
          fit
          className="max-sm:basis-32 max-sm:flex-1"
          value={sort}
          onChange={(event) => void setView({ sort: event.target.value as TaskView['sort'] })}
        >
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {SORT_WORDS[one]}
            </option>
          ))}
        </Select>
      </div>
      {count > 0 && (
        <Button look="quiet" onClick={clear}>
          <X className="size-4" aria-hidden="true" />
          Clear {count === 1 ? 'the filter' : `${count} filters`}
        </Button>
      )}
    </search>
  );
}
