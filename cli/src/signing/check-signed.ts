import type { Assignment } from '@/contract/claim';
import type { AgentMessage } from '@/contract/message';
import type { Connection } from '../config/store';
import { readClaims } from './jws';
import { digestOf, MessageClaims, steeringOfAssignment, TaskClaims } from './statement';

/** What the owner of this machine has said of signatures. */
export type SignedRules = Pick<Connection, 'requireSignedTasks' | 'trustedKeys'>;

/**
 * Why an assignment is not what somebody signed whose key this machine trusts, in the middle of a sentence; null where
 * it is, and where this machine takes unsigned tasks. `repo` is where the server said before that its project lies.
 */
export function whyNotSigned(
  assignment: Assignment,
  rules: SignedRules,
  repo: string | null,
  now: number,
): string | null {
  if (!rules.requireSignedTasks) return null;
  const { taskRef, taskId, signature, limits, project } = assignment;
  const sign = `Somebody whose key it trusts signs it with: agent-orchestrator tasks sign ${taskRef}`;
  if (signature === null) return `it is not signed, and this machine takes signed tasks alone. ${sign}`;
  const read = readClaims(signature, rules.trustedKeys ?? []);
  if ('why' in read) return read.why;
  const { success, data: claims } = TaskClaims.safeParse(read.claims);
  if (!success) return `its signature is not one of a task. ${sign}`;
  if (claims.task !== taskId) return `its signature is one of another task. ${sign}`;
  if (claims.exp * 1000 < now) return `its signature was good for thirty days, which are over. ${sign}`;
  for (const [part, value] of Object.entries(steeringOfAssignment(assignment)))
    if (claims.parts[part] !== digestOf(value))
      return `it differs from what was signed in its ${part}. ${sign}`;
  if (repo !== null && repo !== project.repo)
    return 'its repository is not the one that the server named for the project before';
  const { timeoutMs, maxTurns, budgetMicros } = claims.most;
  if (limits.timeoutMs > timeoutMs) return `its time limit is longer than what was signed. ${sign}`;
  if (limits.maxTurns > maxTurns) return `it may take more turns than were signed. ${sign}`;
  if (budgetMicros !== null && (limits.budgetMicros === null || limits.budgetMicros > budgetMicros))
    return `its budget is larger than what was signed. ${sign}`;
  return null;
}

/**
 * What is left of an assignment where only signed words may reach a model: what was said of the last attempt where that
 * was signed too, and nothing of what the server tells about earlier agents.
 */
export function signedWords(assignment: Assignment, { requireSignedTasks }: SignedRules): Assignment {
  if (!requireSignedTasks) return assignment;
  const { feedback } = assignment.task;
  const signed = feedback !== null && guidanceOf(assignment) === digestOf(feedback);
  return { ...assignment, task: { ...assignment.task, feedback: signed ? feedback : null }, earlier: null };
}

/** The signature was checked before. */
const guidanceOf = ({ signature }: Assignment): unknown =>
  JSON.parse(Buffer.from(signature!.split('.')[1]!, 'base64url').toString('utf8')).guidance;

/** Why a message is not what somebody signed for this task, in the middle of a sentence; null where it is, and where this machine passes on unsigned ones. */
export function whyMessageNotSigned(
  { text, signature }: AgentMessage,
  taskId: string,
  rules: SignedRules,
  now: number,
): string | null {
  if (!rules.requireSignedTasks) return null;
  if (signature === null) return 'it is not signed';
  const read = readClaims(signature, rules.trustedKeys ?? []);
  if ('why' in read) return read.why;
  const { success, data: claims } = MessageClaims.safeParse(read.claims);
  if (!success) return 'its signature is not one of a message';
  if (claims.task !== taskId) return 'its signature is one for another task';
  if (claims.exp * 1000 < now) return 'its signature was good for thirty days, which are over';
  return claims.text === digestOf(text) ? null : 'its text is not what was signed';
}
