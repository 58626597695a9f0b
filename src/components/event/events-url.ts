import {
  createLoader,
  type inferParserType,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { EventType } from '@/contract/event';
import { EVENT_TYPES } from '@/hooks/live-effects';
import { isQuiet } from '../task/event-words';

/** What comes before the dot, in the order of the contract: `task`, `agent`, … */
export const EVENT_NOUNS = [...new Set(EVENT_TYPES.map((type) => type.split('.')[0] ?? type))];

/** The event list's state as it stands in the address. */
export const eventFilterParsers = {
  /** One type, all types of a noun, or `all`; by default all but what agents do every second. */
  type: parseAsStringLiteral([...EVENT_TYPES, ...EVENT_NOUNS, 'all']).withDefault(''),
  task: parseAsString.withDefault(''),
  /** The event whose payload is open. */
  e: parseAsString.withDefault(''),
  live: parseAsBoolean.withDefault(true),
};
export type EventFilters = inferParserType<typeof eventFilterParsers>;

export const readEventFilters = createLoader(eventFilterParsers);

const TASK = /^(task_[0-9a-f]{32}|TASK-[1-9][0-9]{0,8})$/;
/** Whether what was typed can name a task. */
export const isTaskRef = (text: string) => TASK.test(text);

/** The query for the events that are shown. */
export const eventsOf = ({ type, task }: Pick<EventFilters, 'type' | 'task'>) => ({
  limit: 50,
  taskId: isTaskRef(task) ? task : undefined,
  type: typesOf(type)?.join(','),
});

function typesOf(chosen: string): EventType[] | undefined {
  if (chosen === 'all') return undefined;
  if (chosen === '') return EVENT_TYPES.filter((type) => !isQuiet(type));
  return EVENT_TYPES.filter((type) => type === chosen || type.startsWith(`${chosen}.`));
}
