'use client';
import { Search, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useEffect, useId, useState } from 'react';
import type { RiskLevel, TaskStatus } from '@/contract/task';
import { useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { RISKS, riskWord } from './risk-chip';
import { STATUS, STATUSES } from './status-vocabulary';
import { taskFilterParsers } from './task-filters-url';

const TYPING_MS = 250;

/** Search and filters of the task list; all of it lives in the address. */
export function TaskFilterBar() {
  const [filters, setFilters] = useQueryStates(taskFilterParsers, { history: 'replace' });
  const projects = useList('listProjects');
  const [typed, setTyped] = useState(filters.q);
  const id = useId();
  useEffect(() => {
    if (typed === filters.q) return;
    const timer = setTimeout(() => void setFilters({ q: typed || null }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, filters.q, setFilters]);
  const count = (filters.q ? 1 : 0) + filters.status.length + filters.risk.length + (filters.project ? 1 : 0);
  const clear = () => {
    setTyped('');
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
      {count > 0 && (
        <Button look="quiet" onClick={clear}>
          <X className="size-4" aria-hidden="true" />
          Clear {count === 1 ? 'the filter' : `${count} filters`}
        </Button>
      )}
    </search>
  );
}
