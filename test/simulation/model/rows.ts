import type { AgentStatus } from '@/contract/agent';
import type { ExceptionType } from '@/contract/exception';
import type { AgentKind, TaskStatus } from '@/contract/task';
import type { LiveLock, NewLock } from '@/domain/locks/lock-state';

/** Times are virtual milliseconds; `order` numbers tell apart what happened in the same one. */
export interface TaskRow {
  id: string;
  number: number;
  status: TaskStatus;
  reason: string | null;
  ready: AgentKind | null;
  claimKey: number | null;
  claimOrder: number;
  notBefore: number | null;
  queuedAt: number | null;
  queuedOrder: number;
  waitKey: string | null;
  /** What it waits or waited for, and how often it was passed, until it has its locks. */
  wait: { path: string; place: number; passes: number } | null;
  movedAt: number;
  attempt: number;
  failures: number;
  /** Attempts up to this one count for nothing: a person has given it all of them again. */
  countedFrom: number;
  maxRetries: number;
  version: number;
  priority: number;
  role: string;
  review: boolean;
  filesHint: string[];
  readsHint: string[];
  needs: string[];
  headSha: string | null;
  approvedSha: string | null;
  mergedSha: string | null;
  pinned: string | null;
  /** The machine that has the engine's session, and until when nobody else may take the task. */
  prefer: { runnerId: string; until: number } | null;
  cancelAt: number | null;
}
export interface ChunkRow {
  off: number;
  bytes: Buffer;
  sha256: string;
}
export interface AgentRow {
  id: string;
  taskId: string;
  runnerId: string;
  attempt: number;
  kind: AgentKind;
  claimId: string;
  status: AgentStatus;
  reason: string | null;
  endedAt: number | null;
  endOrder: number;
  resultHash: string | null;
  signature: string | null;
  /** Whether its engine was ever opened. */
  hasSession: boolean;
  logBytes: number;
  logDigest: string;
  chunks: ChunkRow[];
  kill: { request: 'requeue' | 'person'; note: string | null; at: number } | null;
}
export interface LeaseRow {
  agentId: string;
  taskId: string;
  runnerId: string;
  attempt: number;
  epoch: number;
  expiresAt: number;
  order: number;
  token: string;
}
export interface RunnerRow {
  id: string;
  epoch: number;
  status: 'ACTIVE' | 'SUSPECT';
  maxConcurrent: number;
  /** The order of what had happened when a person last trusted it. */
  trusted: number;
  /** When it was last heard of. */
  seenAt: number;
}
export interface ExceptionRow {
  taskId: string;
  type: ExceptionType;
  open: boolean;
}
export interface EventRow {
  type: string;
  taskId: string | null;
  agentId: string | null;
}

/** The chunk of a log that begins at an offset. */
export function chunkAt({ chunks }: AgentRow, off: number): ChunkRow | null {
  for (const chunk of chunks) if (chunk.off === off) return chunk;
  return null;
}

/** Keeps locks that were granted: who has what it waited for waits no longer. */
export function keepLocks(rows: Rows, made: NewLock[]): void {
  for (const { taskId, ...lock } of made) {
    // What was read alone, and is to be written now.
    rows.locks = rows.locks.filter((one) => one.taskId !== taskId || one.matchKey !== lock.matchKey);
    rows.locks.push({ ...lock, taskId, taskRef: taskId, taskTitle: taskId });
    rows.tasks.get(taskId)!.wait = null;
  }
}

/** The tables of the server, in memory. */
export class Rows {
  tasks = new Map<string, TaskRow>();
  agents = new Map<string, AgentRow>();
  /** By agent. */
  leases = new Map<string, LeaseRow>();
  /** By task. */
  holds = new Set<string>();
  locks: LiveLock[] = [];
  runners = new Map<string, RunnerRow>();
  exceptions: ExceptionRow[] = [];
  events: EventRow[] = [];
  private orders = 0;
  nextOrder = () => ++this.orders;

  leaseOfTask(taskId: string): LeaseRow | null {
    for (const lease of this.leases.values()) if (lease.taskId === taskId) return lease;
    return null;
  }
  tell(type: string, taskId: string | null, agentId: string | null = null): void {
    this.events.push({ type, taskId, agentId });
  }
}
