import type { Timers } from '@/contract/protocol';
import type { Sandbox } from '../engines/engine';
import type { RunnerServer } from '../server/session';
import type { LateLogs } from './late-logs';
import type { LeaseKeeper } from './lease';
import type { MatchedProject } from './match-projects';
import type { LocalRules } from './refuse-assignment';

/** What every agent of this runner shares. */
export interface Machine {
  server: RunnerServer;
  timers: Timers;
  /** What the server can do beyond the protocol's base. */
  features: string[];
  leases: LeaseKeeper;
  late: LateLogs;
  /** How this machine serves a project; null where it does not. */
  project(projectId: string): MatchedProject | null;
  apiKey: string | null;
  sandboxKind: Sandbox['kind'];
  /** Sessions of the engine that an agent of this machine is in: none may be in one with another. */
  sessions: Set<string>;
  /** What the owner of this machine has said of the work that it takes. */
  rules: LocalRules;
  /** The newest attempt of each task that this process has had: an older one is never begun. */
  attempts: Map<string, number>;
  /** What no log may show. */
  secrets: string[];
  /** Aborted when this runner is to leave at once: nothing waits for a server that does not answer any more. */
  leaving: AbortSignal;
  /** This runner may not go on at all. */
  onFatal(error: unknown): void;
}
