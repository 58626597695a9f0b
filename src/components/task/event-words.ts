import type { Agent } from '@/contract/agent';
import type { Event, EventType } from '@/contract/event';
import { reasonWords } from './reason-words';

const WORDS: Record<EventType, string> = {
  'task.created': 'Task created',
  'task.updated': 'Task changed',
  'task.queued': 'Queued',
  'task.blocked': 'Blocked',
  'task.assigned': 'Taken by a runner',
  'task.started': 'Work started',
  'task.verifying': 'Commit frozen, checks start in a clean checkout',
  'task.review': 'Ready to review',
  'task.approved': 'Approved by one, not by all yet',
  'task.merging': 'Approved, merging',
  'task.needs_human': 'Needs a person',
  'task.cancelling': 'Told to stop',
  'task.completed': 'Done',
  'task.failed': 'Failed',
  'task.cancelled': 'Cancelled',
  'task.skipped': 'Skipped',
  'task.closed': 'Closed',
  'task.deleted': 'Task deleted',
  'task.work_kept': 'Unfinished work kept',
  'task.recovery_requested': 'Asked to recover work',
  'task.recovered': 'Work recovered',
  'agent.claimed': 'Taken by a runner for the next step',
  'agent.started': 'Agent started',
  'agent.progress': 'Agent at work',
  'agent.ended': 'Agent ended',
  'agent.lost': 'Agent lost: its runner stopped answering',
  'agent.log': 'Log written',
  'agent.pause_requested': 'Asked to pause',
  'agent.paused': 'Paused',
  'agent.resumed': 'Goes on',
  'agent.kill_requested': 'Agent told to end',
  'agent.supervised': 'Looked after its agent',
  'message.sent': 'A person said',
  'message.delivered': 'Message reached the agent',
  'message.seen': 'The model has seen the message',
  'check.finished': 'Check finished',
  'verify.passed': 'Verification passed',
  'verify.failed': 'Verification failed',
  'verify.unproven': 'Verification proves nothing',
  'exception.opened': 'Asks a person',
  'exception.acknowledged': 'Question seen',
  'exception.triaged': 'Sorted out',
  'exception.resolved': 'Answered',
  'exception.delivered': 'Answer reached the agent',
  'lock.granted': 'File lock granted',
  'lock.refused': 'File lock refused',
  'lock.released': 'File locks released',
  'runner.enrolled': 'Machine enrolled',
  'runner.connected': 'Runner connected',
  'runner.disconnected': 'Runner disconnected',
  'runner.updated': 'Runner changed',
  'runner.revoked': 'Runner revoked',
  'runner.lost': 'Runner lost',
  'runner.suspected': 'Runner held back: it lost several agents',
  'runner.key_changed': 'Runner changed its key',
  'project.created': 'Project created',
  'project.updated': 'Project changed',
  'project.deleted': 'Project deleted',
  'flow.created': 'Flow created',
  'flow.saved': 'Flow saved',
  'flow.deleted': 'Flow deleted',
  'enrollment.created': 'Enrollment token made',
  'enrollment.revoked': 'Enrollment token ended',
  'flow.started': 'Flow started',
  'flow.paused': 'Flow paused',
  'flow.resumed': 'Flow resumed',
  'flow.retried': 'Flow begun anew from a step',
  'flow.aborting': 'Flow is being ended',
  'flow.completed': 'Flow completed',
  'flow.failed': 'Flow failed',
  'flow.cancelled': 'Flow ended by a person',
  'node.started': 'Step began',
  'node.review': 'Step waits for a review',
  'node.completed': 'Step completed',
  'node.failed': 'Step failed',
  'node.skipped': 'Step skipped',
  'queue.updated': 'Queue changed',
  'task.taken_over': 'Taken over by a person',
  'task.handed_in': 'Handed in by a person',
  'rule.created': 'Answer made a rule',
  'rule.removed': 'Rule removed',
  'comment.added': 'A person commented',
  'comment.changed': 'A comment was changed',
  'comment.deleted': 'A comment was deleted',
  'attachment.added': 'A file was attached',
  'attachment.deleted': 'An attached file was deleted',
  'hook.called': 'A hook told of it',
  'work.stopped': 'Work stopped',
  'work.started_again': 'Work started again',
  'token.created': 'Access token made',
  'token.rotated': 'Access token replaced',
  'token.revoked': 'Access token ended',
  'workspace.updated': 'Workspace renamed',
  'workspace.deleted': 'Workspace deleted',
  'workspace.quotas_changed': 'Workspace has other quotas',
  'member.joined': 'Member joined',
  'member.changed': 'Member has another role',
  'member.left': 'Member left',
  'member.removed': 'Member sent away',
  'member.reset_link': 'Link for a new password made',
  'member.password_reset': 'Password set by a link',
  'invitation.created': 'Invitation made',
  'person.signed_in': 'Signed in',
  'person.signed_out': 'Signed out',
  'person.sign_in_added': 'Got a way to sign in',
  'person.sign_in_removed': 'Lost a way to sign in',
  'person.password_changed': 'Changed their password',
  'person.disabled': 'Account disabled',
  'person.enabled': 'Account enabled again',
  'person.made_administrator': 'Made administrator of the installation',
  'person.unmade_administrator': 'Administrator of the installation no more',
  'audit.forgotten': 'Old events forgotten, their digests kept',
  'invitation.revoked': 'Invitation ended',
};

const QUIET: EventType[] = [
  'agent.log',
  'agent.progress',
  'agent.claimed',
  'lock.granted',
  'lock.released',
  'task.updated',
];

/** What agents do every few seconds: hidden from lists of events until someone asks. */
export const isQuiet = (type: EventType) => type === 'agent.log' || type === 'agent.progress';

/** What happened, without what the payload adds. */
export const typeWords = (type: EventType) => WORDS[type];

/** Events that tell people something; the others are noise in a feed. */
export const isWorthShowing = (event: Event) => !QUIET.includes(event.type);

/** Events after which the reason says something that the event itself does not. */
const REASONED: EventType[] = [
  'task.blocked',
  'task.needs_human',
  'task.failed',
  'task.queued',
  'task.skipped',
  'agent.lost',
  'agent.ended',
];

/** An event in a few words, with what its payload adds. */
export function eventWords(event: Event): string {
  const added = addedBy(event);
  return added ? `${WORDS[event.type]}: ${added}` : WORDS[event.type];
}

function addedBy({ type, payload }: Event): string | null {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  if (REASONED.includes(type)) return reasonWords(text(payload.reason));
  if (type === 'exception.opened') return text(payload.title);
  if (type === 'agent.supervised' || type === 'task.recovered') return text(payload.sentence);
  if (type === 'check.finished') return [text(payload.name), text(payload.status)].filter(Boolean).join(' ');
  return text(payload.name) ?? text(payload.path) ?? text(payload.nodeId);
}

/** Who did it, as people name them; `agents` are those of the event's task. */
export function actorWords(event: Event, agents: readonly Agent[]): string {
  const agent = agents.find(({ id }) => id === event.agentId);
  const [kind = ''] = event.actor.split(':');
  if (kind === 'agent') return agent ? `attempt ${agent.attempt}` : 'an agent';
  if (kind === 'runner')
    return agents.find(({ runnerId }) => runnerId === event.runnerId)?.runnerName ?? 'a runner';
  return kind === 'system' || kind === 'cron' ? 'the system' : 'a person';
}
