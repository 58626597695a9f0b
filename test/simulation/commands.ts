import type { Desired, FailureReason, Outcome } from '@/contract/attempt';
import type { ErrorCode } from '@/contract/errors';
import type { AgentKind, TaskStatus } from '@/contract/task';

/** What a runner's agent reports at its end, as far as decisions read it. */
export interface SimResult {
  outcome: Outcome;
  reason: FailureReason | null;
  baseSha: string | null;
  headSha: string | null;
  mergedSha: string | null;
  /** What the one check of a verification says. */
  check: 'passed' | 'failed' | 'skipped' | null;
}
/** All that a result says, as one text. */
export function saidOf({ result, logBytes, logDigest }: Extract<Command, { do: 'finish' }>): string {
  const { outcome, reason, baseSha, headSha, mergedSha, check } = result;
  return `${outcome} ${reason} ${baseSha} ${headSha} ${mergedSha} ${check} ${logBytes} ${logDigest}`;
}
interface ByAgent {
  agentId: string;
  token: string;
}
/** Everything that can be asked of the server; ids and tokens are the model's names for them. */
export type Command =
  | {
      do: 'create';
      files: string[];
      reads: string[];
      needs: string[];
      priority: number;
      maxRetries: number;
      review: boolean;
      role: string;
    }
  | { do: 'open'; runnerId: string; active: string[] }
  | { do: 'claim'; runnerId: string; epoch: number; claimId: string; late: boolean }
  | ({ do: 'start' } & ByAgent)
  | ({ do: 'heartbeat'; seq: number } & ByAgent)
  | ({ do: 'append'; off: number; bytes: Buffer; sha256: Buffer } & ByAgent)
  | ({ do: 'logState' } & ByAgent)
  | ({ do: 'lock'; paths: string[] } & ByAgent)
  | ({ do: 'finish'; result: SimResult; logBytes: number; logDigest: string } & ByAgent)
  | { do: 'sweep' }
  | { do: 'cancel'; taskId: string }
  | { do: 'retry'; taskId: string }
  | { do: 'approve'; taskId: string; headSha: string }
  | { do: 'requestChanges'; taskId: string }
  | { do: 'kill'; agentId: string; requeue: boolean }
  | { do: 'releaseLocks'; taskId: string }
  | { do: 'trust'; runnerId: string };

export interface Granted {
  agentId: string;
  token: string;
  taskId: string;
  kind: AgentKind;
  attempt: number;
  headSha: string | null;
}
export interface Answers {
  create: { taskId: string; status: TaskStatus };
  open: { epoch: number; adopt: { agentId: string; token: string }[]; drop: string[] };
  claim: { state: 'granted' | 'none' | 'superseded' | 'paused'; granted: Granted | null };
  start: { desired: Desired };
  heartbeat: { desired: Desired };
  append: { next: number; duplicate: boolean; desired: Desired };
  logState: { next: number; digest: string };
  lock: { granted: boolean; heldBy: string[] };
  finish: { taskStatus: TaskStatus };
  sweep: { lost: number; cancelled: number; killed: number };
  cancel: { status: TaskStatus };
  retry: { status: TaskStatus };
  approve: { status: TaskStatus };
  requestChanges: { status: TaskStatus };
  kill: Record<string, never>;
  releaseLocks: { released: number };
  trust: Record<string, never>;
}
export type AnswerTo<C extends Command> = Answers[C['do']];
/** A refusal, as an error code with the one detail that callers act on. */
export class Refused {
  constructor(
    readonly code: ErrorCode,
    readonly next: number | null = null,
  ) {}
}
export type Outcomes = { value: Answers[keyof Answers] } | { refused: ErrorCode; next: number | null };
