import type * as account from '@/contract/account';
import type * as admin from '@/contract/admin';
import type * as agent from '@/contract/agent';
import type * as attachment from '@/contract/attachment';
import type * as audit from '@/contract/audit';
import type * as checkRun from '@/contract/check-run';
import type * as checkpoint from '@/contract/checkpoint';
import type * as device from '@/contract/device';
import type { AnyEndpoint, Method } from '@/contract/endpoint';
import type * as enrollment from '@/contract/enrollment';
import type * as event from '@/contract/event';
import type * as exception from '@/contract/exception';
import type * as flow from '@/contract/flow-calls';
import type * as flowRun from '@/contract/flow-run';
import type * as hook from '@/contract/hook';
import type * as lock from '@/contract/lock';
import type * as log from '@/contract/log';
import type * as member from '@/contract/member';
import type * as merge from '@/contract/merge';
import type * as message from '@/contract/message';
import type * as notification from '@/contract/notification';
import type * as personalToken from '@/contract/personal-token';
import type * as project from '@/contract/project';
import type * as queue from '@/contract/queue';
import type * as recovery from '@/contract/recovery';
import type * as remark from '@/contract/remark';
import type * as review from '@/contract/review';
import type * as rule from '@/contract/rule';
import type * as runner from '@/contract/runner';
import type * as search from '@/contract/search';
import type * as signInSession from '@/contract/sign-in-session';
import type * as stats from '@/contract/stats';
import type * as stop from '@/contract/stop';
import type * as takeover from '@/contract/takeover';
import type * as taskBatch from '@/contract/task-batch';
import type * as task from '@/contract/task-calls';
import type * as taskTemplate from '@/contract/task-template';
import type * as taskView from '@/contract/task-view';
import type * as usage from '@/contract/usage';
import type * as workspace from '@/contract/workspace';

type Declared = typeof account &
  typeof admin &
  typeof agent &
  typeof attachment &
  typeof audit &
  typeof checkRun &
  typeof checkpoint &
  typeof device &
  typeof enrollment &
  typeof remark &
  typeof review &
  typeof event &
  typeof flowRun &
  typeof exception &
  typeof flow &
  typeof hook &
  typeof lock &
  typeof log &
  typeof member &
  typeof workspace &
  typeof merge &
  typeof message &
  typeof notification &
  typeof personalToken &
  typeof project &
  typeof queue &
  typeof recovery &
  typeof rule &
  typeof runner &
  typeof search &
  typeof signInSession &
  typeof stats &
  typeof usage &
  typeof stop &
  typeof takeover &
  typeof task &
  typeof taskBatch &
  typeof taskTemplate &
  typeof taskView;
type EndpointsOf<T> = { [K in keyof T as T[K] extends AnyEndpoint ? K : never]: T[K] };

/** Every endpoint of the contract by its name, as types: pages load no schema, which would weigh more than they do. */
type Contract = EndpointsOf<Declared>;

/** Where the endpoints are that pages call. A test holds this against the contract. */
export const ADDRESSES = {
  getInstallation: 'GET /api/auth/installation',
  claimOwnership: 'POST /api/auth/owner',
  register: 'POST /api/auth/register',
  login: 'POST /api/auth/login',
  startProvider: 'POST /api/auth/provider',
  logout: 'POST /api/auth/logout',
  getMe: 'GET /api/auth/me',
  selectWorkspace: 'POST /api/auth/workspace',
  changePassword: 'POST /api/auth/password',
  requestReset: 'POST /api/auth/reset-link',
  resetPassword: 'POST /api/auth/reset',
  requestVerification: 'POST /api/auth/verification',
  verifyEmail: 'POST /api/auth/verify',
  renameAccount: 'PATCH /api/auth/me',
  exportAccount: 'GET /api/auth/export',
  deleteAccount: 'POST /api/auth/delete',
  listSignInSessions: 'GET /api/auth/sessions',
  revokeSignInSession: 'DELETE /api/auth/sessions/:id',
  readInvitation: 'POST /api/auth/invitation',
  getWorkspace: 'GET /api/workspace',
  createWorkspace: 'POST /api/workspaces',
  updateWorkspace: 'PATCH /api/workspace',
  transferWorkspace: 'POST /api/workspace/transfer',
  deleteWorkspace: 'DELETE /api/workspace',
  listAdminUsers: 'GET /api/admin/users',
  updateAdminUser: 'PATCH /api/admin/users/:id',
  getAdminStats: 'GET /api/admin/stats',
  listAdminWorkspaces: 'GET /api/admin/workspaces',
  updateAdminWorkspace: 'PATCH /api/admin/workspaces/:id',
  listMembers: 'GET /api/members',
  updateMember: 'PATCH /api/members/:id',
  removeMember: 'DELETE /api/members/:id',
  createResetLink: 'POST /api/members/:id/reset-link',
  leaveWorkspace: 'POST /api/members/leave',
  listInvitations: 'GET /api/invitations',
  createInvitation: 'POST /api/invitations',
  revokeInvitation: 'DELETE /api/invitations/:id',
  acceptInvitation: 'POST /api/invitations/accept',
  claimDeviceLogin: 'POST /api/device/claim',
  decideDeviceLogin: 'POST /api/device/decision',
  createPersonalToken: 'POST /api/tokens',
  listPersonalTokens: 'GET /api/tokens',
  rotatePersonalToken: 'POST /api/tokens/:id/rotate',
  revokePersonalToken: 'DELETE /api/tokens/:id',
  listNotifications: 'GET /api/notifications',
  readNotifications: 'POST /api/notifications/read',
  getAway: 'GET /api/notifications/away',
  getNotificationSettings: 'GET /api/notifications/settings',
  updateNotificationSettings: 'PATCH /api/notifications/settings',
  createPushSubscription: 'POST /api/push-subscriptions',
  deletePushSubscription: 'DELETE /api/push-subscriptions/:id',
  listAttachments: 'GET /api/tasks/:id/attachments',
  addAttachment: 'POST /api/tasks/:id/attachments',
  downloadAttachment: 'GET /api/attachments/:id',
  deleteAttachment: 'DELETE /api/attachments/:id',
  listRemarks: 'GET /api/tasks/:id/discussion',
  addRemark: 'POST /api/tasks/:id/discussion',
  changeRemark: 'PATCH /api/discussion/:id',
  deleteRemark: 'DELETE /api/discussion/:id',
  getWatch: 'GET /api/tasks/:id/watch',
  setWatch: 'PUT /api/tasks/:id/watch',
  assignTask: 'PUT /api/tasks/:id/assignee',
  search: 'GET /api/search',
  archiveTasks: 'POST /api/tasks/archive',
  listTaskTemplates: 'GET /api/task-templates',
  createTaskTemplate: 'POST /api/task-templates',
  deleteTaskTemplate: 'DELETE /api/task-templates/:id',
  listTaskViews: 'GET /api/task-views',
  createTaskView: 'POST /api/task-views',
  updateTaskView: 'PATCH /api/task-views/:id',
  deleteTaskView: 'DELETE /api/task-views/:id',
  listTasks: 'GET /api/tasks',
  createTask: 'POST /api/tasks',
  getTask: 'GET /api/tasks/:id',
  updateTask: 'PATCH /api/tasks/:id',
  deleteTask: 'DELETE /api/tasks/:id',
  cancelTask: 'POST /api/tasks/:id/cancel',
  retryTask: 'POST /api/tasks/:id/retry',
  importTasks: 'POST /api/tasks/import',
  runTask: 'POST /api/tasks/:id/run',
  verifyTask: 'POST /api/tasks/:id/verify',
  closeTask: 'POST /api/tasks/:id/close',
  approveTask: 'POST /api/tasks/:id/approve',
  requestChanges: 'POST /api/tasks/:id/request-changes',
  takeOverTask: 'POST /api/tasks/:id/takeover',
  whyTask: 'GET /api/tasks/:id/why',
  getChanges: 'GET /api/tasks/:id/changes',
  getProof: 'GET /api/tasks/:id/proof',
  listKeptWork: 'GET /api/tasks/:id/kept-work',
  recoverWork: 'POST /api/tasks/:id/kept-work',
  listAgents: 'GET /api/agents',
  getAgent: 'GET /api/agents/:id',
  getAgentVerification: 'GET /api/agents/:id/verification',
  getAgentAnalytics: 'GET /api/agents/analytics',
  pauseAgent: 'POST /api/agents/:id/pause',
  resumeAgent: 'POST /api/agents/:id/resume',
  killAgent: 'POST /api/agents/:id/kill',
  stopWorkspace: 'POST /api/workspace/stop',
  startWorkspace: 'DELETE /api/workspace/stop',
  stopProject: 'POST /api/projects/:id/stop',
  startProject: 'DELETE /api/projects/:id/stop',
  stopRunner: 'POST /api/runners/:id/stop',
  startRunner: 'DELETE /api/runners/:id/stop',
  stopFlowRun: 'POST /api/flow/runs/:id/stop',
  startFlowRun: 'DELETE /api/flow/runs/:id/stop',
  stopTask: 'POST /api/tasks/:id/stop',
  startTask: 'DELETE /api/tasks/:id/stop',
  retryAgent: 'POST /api/agents/:id/retry',
  getLogs: 'GET /api/agents/:id/logs',
  searchLogs: 'GET /api/agents/:id/logs/search',
  downloadLogs: 'GET /api/agents/:id/logs/raw',
  sendMessage: 'POST /api/agents/:id/messages',
  listAgentMessages: 'GET /api/agents/:id/messages',
  getViewed: 'GET /api/tasks/:id/viewed',
  setViewed: 'PUT /api/tasks/:id/viewed',
  getApprovals: 'GET /api/tasks/:id/approvals',
  listReviewComments: 'GET /api/tasks/:id/comments',
  addReviewComment: 'POST /api/tasks/:id/comments',
  deleteReviewComment: 'DELETE /api/comments/:id',
  listMessages: 'GET /api/tasks/:id/messages',
  followUpTask: 'POST /api/tasks/:id/follow-up',
  listExceptions: 'GET /api/exceptions',
  getException: 'GET /api/exceptions/:id',
  resolveException: 'PATCH /api/exceptions/:id',
  triageExceptions: 'POST /api/exceptions/triage',
  listRules: 'GET /api/rules',
  removeRule: 'DELETE /api/rules/:id',
  getHookHistory: 'GET /api/hook-history/:nodeId',
  listCheckpoints: 'GET /api/checkpoints',
  listEvents: 'GET /api/events',
  streamEvents: 'GET /api/events/stream',
  listAudit: 'GET /api/audit',
  exportAudit: 'GET /api/audit/export',
  listLocks: 'GET /api/locks',
  checkLocks: 'POST /api/locks/check',
  releaseLock: 'DELETE /api/locks/:id',
  releaseLocks: 'DELETE /api/locks',
  forecastLocks: 'GET /api/locks/forecast',
  listLockWaits: 'GET /api/locks/waits',
  listHotFiles: 'GET /api/locks/hot',
  listMerges: 'GET /api/merges',
  takeLocks: 'POST /api/locks/handovers',
  listFlows: 'GET /api/flows',
  createFlow: 'POST /api/flows',
  importFlow: 'POST /api/flows/import',
  listFlowTemplates: 'GET /api/flows/templates',
  getFlow: 'GET /api/flows/:id',
  saveFlow: 'PUT /api/flows/:id',
  restoreFlow: 'POST /api/flows/:id/restore',
  listFlowVersions: 'GET /api/flows/:id/versions',
  diffFlow: 'GET /api/flows/:id/diff',
  forecastFlow: 'GET /api/flows/:id/forecast',
  listProjects: 'GET /api/projects',
  createProject: 'POST /api/projects',
  getProject: 'GET /api/projects/:id',
  updateProject: 'PATCH /api/projects/:id',
  deleteProject: 'DELETE /api/projects/:id',
  listRunners: 'GET /api/runners',
  getRunner: 'GET /api/runners/:id',
  updateRunner: 'PATCH /api/runners/:id',
  revokeRunner: 'DELETE /api/runners/:id',
  createEnrollment: 'POST /api/enrollments',
  listEnrollments: 'GET /api/enrollments',
  getEnrollment: 'GET /api/enrollments/:id',
  revokeEnrollment: 'DELETE /api/enrollments/:id',
  getStats: 'GET /api/dashboard/stats',
  getUsage: 'GET /api/usage',
  exportUsage: 'GET /api/usage/export',
  executeFlow: 'POST /api/flow/execute',
  simulateFlow: 'POST /api/flow/simulate',
  pauseFlow: 'POST /api/flow/pause/:id',
  resumeFlow: 'POST /api/flow/resume/:id',
  abortFlow: 'POST /api/flow/abort/:id',
  retryFlow: 'POST /api/flow/retry/:id',
  replayFlow: 'POST /api/flow/replay/:id',
  reviewFlowNode: 'POST /api/review/:id',
  listFlowRuns: 'GET /api/flow/runs',
  getFlowRun: 'GET /api/flow/runs/:id',
  listFlowNodes: 'GET /api/flow/runs/:id/nodes',
  getQueueSettings: 'GET /api/settings/queue',
  updateQueueSettings: 'PATCH /api/settings/queue',
  nextInQueue: 'GET /api/queue/next',
} as const satisfies { [N in keyof Contract]?: `${Method} /api/${string}` };

export type EndpointName = keyof typeof ADDRESSES;
export type Named<N extends EndpointName> = Contract[N] extends AnyEndpoint ? Contract[N] : never;
