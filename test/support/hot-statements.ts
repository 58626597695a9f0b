import { randomUUID } from 'node:crypto';
import { END_AGENT } from '@/domain/agents/start-agent.sql';
import { RELEASE_HOLDS } from '@/domain/holds/release-hold.sql';
import { CLAIM_STANDING, WITH_READY_TASKS } from '@/domain/leases/claim-candidates.sql';
import { GRANT_LEASES } from '@/domain/leases/grant-leases.sql';
import { LOCK_LIVE_AGENT } from '@/domain/leases/lock-live-agent.sql';
import { RENEW_LEASES } from '@/domain/leases/renew-leases.sql';
import { WAITERS_FOR_PATHS } from '@/domain/locks/find-waiters.sql';
import { APPEND_CHUNKS, PROVE_LOG, STORED_CHUNK } from '@/domain/logs/append-chunks.sql';
import { UNHEARD } from '@/domain/messages/messages.sql';
import { FIND_RUNNERS_BY_TOKENS } from '@/domain/runners/find-token.sql';
import { NEWEST_TASKS, SEARCH_TASKS } from '@/domain/search/search-tasks.sql';
import { COUNT_LIVE, READ_LIMITS } from '@/domain/settings/queue-settings.sql';
import { FIND_DEPENDENTS } from '@/domain/tasks/find-dependents.sql';
import { MOVE_TASK } from '@/domain/tasks/move-task.sql';
import { COUNT_SUB_TASKS } from '@/domain/tasks/sub-tasks.sql';
import { WAITS_FOR } from '@/domain/tasks/wait-graph.sql';
import { OVERDUE_KILLS } from '@/services/supervisor/end-killed.sql';
import { EXPIRED_LEASES, LEASES_TO_DROP, LOCK_LEASES } from '@/services/supervisor/lose-agents.sql';

const HASH = Buffer.alloc(32);

type Hot = [name: string, statement: { name: string; text: string }, values: unknown[], tables: string[]];

/** What is asked so often that it must read what it is about alone, with the tables that could be long. */
export const hotStatements = (ws: string, runner: string, live: string): Hot[] => [
  ['grants', GRANT_LEASES, [ws, 1, [], [], [], [], [], []], ['task', 'agent', 'lease', 'hold']],
  ['what limits claims', READ_LIMITS, [ws], ['task', 'lease']],
  ['the agents at work', COUNT_LIVE, [ws], ['agent', 'task']],
  ['where something is ready', WITH_READY_TASKS, [[ws]], ['task']],
  ['who may claim', CLAIM_STANDING, [ws, [runner], [1], [randomUUID()]], ['agent', 'lease']],
  ['the fence of a call', LOCK_LIVE_AGENT, [[live], [HASH]], ['agent', 'lease', 'task']],
  [
    'heartbeats',
    RENEW_LEASES,
    [1000, [live], [HASH], [1], ['work'], [null], [null], [false]],
    ['agent', 'lease', 'task'],
  ],
  [
    'log chunks',
    APPEND_CHUNKS,
    [[live], [HASH], [0], [1], [HASH], [1], [false], [], HASH],
    ['agent', 'lease', 'task'],
  ],
  ['a repeated chunk', STORED_CHUNK, [live, 0], ['agent']],
  ['the proof of a log', PROVE_LOG, [live, HASH, 1], ['agent', 'lease']],
  ['what an agent did not hear', UNHEARD, [[ws], [live], [live]], ['message']],
  ['an access token', FIND_RUNNERS_BY_TOKENS, [[HASH]], ['agent', 'task']],
  ['holds that end', RELEASE_HOLDS, [[ws], [live]], ['hold', 'file_lock', 'task']],
  ['who waits for a path', WAITERS_FOR_PATHS, [[ws], [live], ['src/a.ts\nsrc'], ['src/a.ts']], ['task']],
  [
    'the end of agents',
    END_AGENT,
    [[ws], [live], ['completed'], [null], [null], ['h'], ['{}'], ['{}']],
    ['agent', 'lease', 'task', 'exception'],
  ],
  [
    'a move of tasks',
    MOVE_TASK,
    [[ws], [live], ['QUEUED'], ['BLOCKED'], [null], [null], [null], [false], [null], [null]],
    ['task'],
  ],
  ['who needs ended tasks', FIND_DEPENDENTS, [[ws], [live]], ['task', 'task_dependency']],
  ['what a parent waits for', COUNT_SUB_TASKS, [ws, live], ['task', 'task_dependency']],
  ['who waits for whom', WAITS_FOR, [ws, [live], [live]], ['task', 'task_dependency']],
  ['words of tasks', SEARCH_TASKS, [ws, 't1:*', [], 8], ['task']],
  ['the newest tasks', NEWEST_TASKS, [ws, [], 8], ['task']],
  ['expired leases', EXPIRED_LEASES, [1000, 100, []], ['lease', 'agent', 'task']],
  ['leases of a runner', LOCK_LEASES, [ws, runner], ['lease', 'task']],
  ['leases to drop', LEASES_TO_DROP, [ws, runner, []], ['lease', 'task']],
  ['overdue ends', OVERDUE_KILLS, [1000, 100, []], ['lease', 'agent', 'task']],
];
