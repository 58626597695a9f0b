import type { Usage } from '@/contract/agent';
import type { Desired } from '@/contract/attempt';
import type { Timers } from '@/contract/protocol';
import type { FaultFacts } from '../server/server-fault';

/** What an agent is doing, as its heartbeat says. */
export interface Progress {
  phase: string;
  activity: string | null;
  usage: Usage | null;
  /** It stands still, as a person wished. */
  paused: boolean;
}

export type ToThread =
  | {
      type: 'add';
      agentId: string;
      origin: string;
      token: string;
      epoch: number | null;
      timers: Timers;
      memory: SharedArrayBuffer;
      progress: Progress;
    }
  | { type: 'progress'; agentId: string; progress: Progress }
  | { type: 'remove'; agentId: string };

export type FromThread =
  | { type: 'beat'; agentId: string; desired: Desired }
  | { type: 'missed'; agentId: string; sentence: string }
  | { type: 'lost'; agentId: string; sentence: string; kind: FaultFacts['kind'] };
