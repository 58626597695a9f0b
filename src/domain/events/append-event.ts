import type { EventType } from '@/contract/event';
import type { Runs } from '@/lib/pool';
import { toJsonb } from '@/lib/to-jsonb';
import { topic } from '@/lib/wake';
import { APPEND_EVENTS } from './append-event.sql';
import { NEWS_TYPES } from './news-types';

/** A fact to write in the transaction it reports. Ids are database uuids. */
export interface Fact {
  workspaceId: string;
  type: EventType;
  /** `person:<uuid>`, `runner:<uuid>`, `agent:<uuid>` or `system`. */
  actor: string;
  projectId?: string | null;
  taskId?: string | null;
  agentId?: string | null;
  runnerId?: string | null;
  exceptionId?: string | null;
  payload?: Record<string, unknown>;
}

/** Appends one event before the transaction commits; whoever follows the workspace's events wakes when the transaction commits. */
export function appendEvent(runs: Pick<Runs, 'later' | 'wakes'>, fact: Fact): void {
  runs.later(APPEND_EVENTS, [
    fact.workspaceId,
    fact.type,
    fact.actor,
    fact.projectId ?? null,
    fact.taskId ?? null,
    fact.agentId ?? null,
    fact.runnerId ?? null,
    fact.exceptionId ?? null,
    toJsonb(fact.payload ?? {}),
  ]);
  runs.wakes.add(topic.events(fact.workspaceId));
  if (NEWS_TYPES.has(fact.type)) runs.wakes.add(topic.news);
}
