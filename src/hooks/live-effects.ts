import type { EventType } from '@/contract/event';
import type { EndpointName } from './contract';

type Names = readonly EndpointName[];

const TASK: Names = [
  'listNotifications',
  'listTasks',
  'getTask',
  'whyTask',
  'getProof',
  'getChanges',
  'listReviewComments',
  'getApprovals',
  'getViewed',
  'getStats',
  'listEvents',
  'listAgents',
  'nextInQueue',
  'listLocks',
  'listLockWaits',
  'listMerges',
  'listFlowNodes',
  'forecastLocks',
];
const AGENT: Names = [
  'listAgents',
  'getAgent',
  'getAgentAnalytics',
  'listTasks',
  'getTask',
  'whyTask',
  'getStats',
  'listEvents',
  'listRunners',
  'getRunner',
  'listMerges',
  'listFlowNodes',
];
const PROGRESS: Names = ['listAgents', 'getAgent', 'listTasks', 'getTask', 'listMerges', 'listFlowNodes'];
const MESSAGE: Names = ['listMessages', 'listAgentMessages', 'listReviewComments', 'listEvents'];
const PROOF: Names = ['getProof', 'getAgentVerification', 'getTask', 'getStats', 'listEvents'];
const EXCEPTION: Names = [
  'listNotifications',
  'listExceptions',
  'getException',
  'getStats',
  'whyTask',
  'listEvents',
  'getTask',
  'listTasks',
  'listRules',
];
const RULE: Names = ['listRules', 'listEvents'];
const REMARK: Names = ['listRemarks', 'listNotifications', 'getWatch', 'listEvents'];
const ATTACHMENT: Names = ['listAttachments', 'getWorkspace', 'listEvents'];
const RECOVERY: Names = ['listKeptWork', 'listEvents'];
const LOCK: Names = [
  'listLocks',
  'listLockWaits',
  'listHotFiles',
  'forecastLocks',
  'whyTask',
  'getStats',
  'listEvents',
];
const RUNNER: Names = [
  'listAudit',
  'listRunners',
  'getRunner',
  'getStats',
  'getEnrollment',
  'listEnrollments',
  'listProjects',
  'getProject',
  'listEvents',
  'whyTask',
];
const ENROLLMENT: Names = ['getEnrollment', 'listEnrollments', 'listAudit', 'listEvents'];
const FLOW_RUNS: Names = ['listFlowRuns', 'getFlowRun', 'listFlowNodes', 'listEvents'];
/** A run's document never changes, so a step leaves it alone. */
const FLOW_NODES: Names = ['listFlowRuns', 'listFlowNodes', 'listEvents'];
const QUEUE: Names = ['getQueueSettings', 'nextInQueue', 'whyTask', 'listAudit', 'listEvents'];
const PROJECT: Names = ['listProjects', 'getProject', 'listAudit', 'listEvents', 'whyTask'];
const FLOW: Names = ['listFlows', 'getFlow', 'listFlowVersions', 'listAudit', 'listEvents'];

const WORK: Names = [...new Set([...QUEUE, ...PROJECT, ...RUNNER, ...AGENT])];

const TOKEN: Names = ['listPersonalTokens', 'listAudit', 'listEvents'];
const MEMBER: Names = ['listMembers', 'getMe', 'listAudit', 'listEvents'];
const INVITATION: Names = ['listInvitations', 'listAudit', 'listEvents'];
const PERSON: Names = ['listSignInSessions', 'listAudit', 'listEvents'];

/** Which endpoints' answers each event makes stale. */
export const STALE_AFTER: Record<EventType, Names> = {
  'task.created': TASK,
  'task.updated': TASK,
  'task.queued': TASK,
  'task.blocked': TASK,
  'task.assigned': TASK,
  'task.started': TASK,
  'task.verifying': TASK,
  'task.review': TASK,
  'task.approved': TASK,
  'task.merging': TASK,
  'task.needs_human': TASK,
  'task.cancelling': TASK,
  'task.completed': TASK,
  'task.failed': TASK,
  'task.cancelled': TASK,
  'task.skipped': TASK,
  'task.closed': TASK,
  'task.deleted': TASK,
  'task.taken_over': TASK,
  'task.handed_in': TASK,
  'task.work_kept': RECOVERY,
  'task.recovery_requested': RECOVERY,
  'task.recovered': RECOVERY,
  'agent.claimed': AGENT,
  'agent.started': AGENT,
  'agent.progress': PROGRESS,
  'agent.ended': AGENT,
  'agent.lost': AGENT,
  'agent.log': [],
  'agent.pause_requested': AGENT,
  'agent.paused': AGENT,
  'agent.resumed': AGENT,
  'agent.kill_requested': AGENT,
  'agent.supervised': AGENT,
  'message.sent': MESSAGE,
  'message.delivered': MESSAGE,
  'message.seen': MESSAGE,
  'check.finished': PROOF,
  'verify.passed': PROOF,
  'verify.failed': PROOF,
  'verify.unproven': PROOF,
  'exception.opened': EXCEPTION,
  'exception.acknowledged': EXCEPTION,
  'exception.triaged': EXCEPTION,
  'exception.resolved': EXCEPTION,
  'exception.delivered': EXCEPTION,
  'rule.created': RULE,
  'rule.removed': RULE,
  'comment.added': REMARK,
  'comment.changed': REMARK,
  'comment.deleted': REMARK,
  'attachment.added': ATTACHMENT,
  'attachment.deleted': ATTACHMENT,
  'hook.called': ['getHookHistory', 'listEvents'],
  'lock.granted': LOCK,
  'lock.refused': LOCK,
  'lock.released': LOCK,
  'runner.enrolled': RUNNER,
  'runner.connected': RUNNER,
  'runner.disconnected': RUNNER,
  'runner.updated': RUNNER,
  'runner.revoked': RUNNER,
  'runner.lost': RUNNER,
  'runner.suspected': RUNNER,
  'runner.key_changed': RUNNER,
  'project.created': PROJECT,
  'project.updated': PROJECT,
  'project.deleted': PROJECT,
  'flow.created': FLOW,
  'flow.saved': FLOW,
  'flow.deleted': FLOW,
  'enrollment.created': ENROLLMENT,
  'enrollment.revoked': ENROLLMENT,
  'flow.started': FLOW_RUNS,
  'flow.paused': FLOW_RUNS,
  'flow.resumed': FLOW_RUNS,
  'flow.retried': FLOW_RUNS,
  'flow.aborting': FLOW_RUNS,
  'flow.completed': FLOW_RUNS,
  'flow.failed': FLOW_RUNS,
  'flow.cancelled': FLOW_RUNS,
  'node.started': FLOW_NODES,
  'node.review': FLOW_NODES,
  'node.completed': FLOW_NODES,
  'node.failed': FLOW_NODES,
  'node.skipped': FLOW_NODES,
  'queue.updated': QUEUE,
  'work.stopped': WORK,
  'work.started_again': WORK,
  'token.created': TOKEN,
  'token.rotated': TOKEN,
  'token.revoked': TOKEN,
  'workspace.updated': ['getMe', 'listEvents'],
  'workspace.deleted': [],
  'workspace.quotas_changed': ['getWorkspace', 'listAdminWorkspaces', 'listEvents'],
  'member.joined': MEMBER,
  'member.changed': MEMBER,
  'member.left': MEMBER,
  'member.removed': MEMBER,
  'member.reset_link': ['listEvents'],
  'member.password_reset': ['listEvents'],
  'invitation.created': INVITATION,
  'invitation.revoked': INVITATION,
  'person.signed_in': PERSON,
  'person.signed_out': PERSON,
  'person.sign_in_added': PERSON,
  'person.sign_in_removed': PERSON,
  'person.disabled': [...PERSON, 'listAdminUsers'],
  'person.enabled': [...PERSON, 'listAdminUsers'],
  'person.made_administrator': [...PERSON, 'listAdminUsers'],
  'person.unmade_administrator': [...PERSON, 'listAdminUsers'],
  'person.password_changed': PERSON,
  'audit.forgotten': ['listAudit', 'listEvents'],
};

export const EVENT_TYPES = Object.keys(STALE_AFTER) as EventType[];
