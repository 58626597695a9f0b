'use client';
import { X } from 'lucide-react';
import { useId } from 'react';
import { EVENT_TYPES } from '@/hooks/live-effects';
import { typeWords } from '../task/event-words';
import { useTyped } from '../task/use-typed';
import { Button } from '../ui/button';
import { Input, Select } from '../ui/controls';
import { Segmented } from '../ui/segmented';
import { words as all } from '../words/event-list';
import { EVENT_NOUNS, type EventFilters, isTaskRef } from './events-url';

interface BarProps {
  filters: EventFilters;
  onChange(part: { type?: EventFilters['type'] | null; task?: string | null }): void;
  onLive(live: boolean): void;
}

const words = all.filter;

/** Which events are shown, and whether the list follows what happens; all of it in the address. */
export function EventFilterBar({ filters, onChange, onLive }: BarProps) {
  const id = useId();
  const [task, setTask] = useTyped(filters.task, (said) => {
    if (said === '' || isTaskRef(said)) onChange({ task: said || null });
  });
  const typed = task.trim();
  const wrong = typed !== '' && !isTaskRef(typed);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <Select
        aria-label={words.type}
        fit
        className="max-sm:basis-full sm:max-w-64"
        value={filters.type}
        onChange={(event) => onChange({ type: (event.target.value || null) as EventFilters['type'] | null })}
      >
        <option value="">{words.most}</option>
        <option value="all">{words.all}</option>
        {EVENT_NOUNS.map((noun) => (
          <optgroup key={noun} label={noun}>
            <option value={noun}>{words.any(noun)}</option>
            {EVENT_TYPES.filter((type) => type.startsWith(`${noun}.`)).map((type) => (
              <option key={type} value={type}>
                {typeWords(type)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Input
        type="search"
        aria-label={words.task}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        placeholder="TASK-12"
        fit
        className="mono w-40"
        value={task}
        onChange={(event) => setTask(event.target.value)}
      />
      {wrong && (
        <span id={`${id}-wrong`} className="text-label text-danger">
          {words.wrongRef}
        </span>
      )}
      {(filters.type !== '' || filters.task !== '') && (
        <Button
          look="quiet"
          onClick={() => {
            setTask('');
            onChange({ type: null, task: null });
          }}
        >
          <X className="size-4" aria-hidden="true" />
          {words.clear}
        </Button>
      )}
      <span className="sm:ml-auto">
        <Segmented
          label={words.fresh}
          value={filters.live ? 'follow' : 'hold'}
          options={[
            { value: 'follow', label: words.follow },
            { value: 'hold', label: words.hold },
          ]}
          onChange={(value) => onLive(value === 'follow')}
        />
      </span>
    </search>
  );
}
