import type { Route } from '@/http/route';
import { ACCOUNT_ROUTES } from './accounts';
import { ADMIN_ROUTES } from './admin';
import { AGENT_LOG_ROUTES } from './agent-logs';
import { AGENT_ROUTES } from './agents';
import { ATTACHMENT_ROUTES } from './attachments';
import { AUDIT_ROUTES } from './audit';
import { CHECKPOINT_ROUTES } from './checkpoints';
import { CRON_ROUTES } from './cron';
import { DEVICE_ROUTES } from './devices';
import { ENROLLMENT_ROUTES } from './enrollments';
import { EVENT_ROUTES } from './events';
import { EXCEPTION_ROUTES } from './exceptions';
import { FLOW_RUN_ROUTES } from './flow-runs';
import { FLOW_ROUTES } from './flows';
import { OPEN_ROUTES } from './health';
import { HOOK_ROUTES } from './hooks';
import { LOCK_ROUTES } from './locks';
import { MEMBER_ROUTES } from './members';
import { MERGE_ROUTES } from './merges';
import { NOTIFICATION_ROUTES } from './notifications';
import { PERSONAL_TOKEN_ROUTES } from './personal-tokens';
import { PROJECT_ROUTES } from './projects';
import { PROOF_ROUTES } from './proof';
import { PROVIDER_ROUTES } from './providers';
import { QUEUE_ROUTES } from './queue';
import { REMARK_ROUTES } from './remarks';
import { RULE_ROUTES } from './rules';
import { RUNNER_AGENT_ROUTES } from './runner-agents';
import { RUNNER_MACHINE_ROUTES } from './runner-machines';
import { RUNNER_ROUTES } from './runners';
import { SEARCH_ROUTES } from './search';
import { STATS_ROUTES } from './stats';
import { STOP_ROUTES } from './stops';
import { STREAM_TOKEN_ROUTES } from './stream-tokens';
import { TASK_TEMPLATE_ROUTES } from './task-templates';
import { TASK_VIEW_ROUTES } from './task-views';
import { TASK_ROUTES } from './tasks';
import { USAGE_ROUTES } from './usage';
import { WORKSPACE_ROUTES } from './workspaces';

/** Every endpoint with its handler. A test fails where an endpoint has none. */
export const ROUTES: Route[] = [
  ...OPEN_ROUTES,
  ...TASK_ROUTES,
  ...TASK_TEMPLATE_ROUTES,
  ...TASK_VIEW_ROUTES,
  ...PROOF_ROUTES,
  ...PROJECT_ROUTES,
  ...FLOW_RUN_ROUTES,
  ...AGENT_ROUTES,
  ...AGENT_LOG_ROUTES,
  ...REMARK_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...SEARCH_ROUTES,
  ...NOTIFICATION_ROUTES,
  ...EXCEPTION_ROUTES,
  ...CHECKPOINT_ROUTES,
  ...RULE_ROUTES,
  ...FLOW_ROUTES,
  ...HOOK_ROUTES,
  ...LOCK_ROUTES,
  ...MERGE_ROUTES,
  ...EVENT_ROUTES,
  ...AUDIT_ROUTES,
  ...STATS_ROUTES,
  ...USAGE_ROUTES,
  ...QUEUE_ROUTES,
  ...STOP_ROUTES,
  ...RUNNER_ROUTES,
  ...ENROLLMENT_ROUTES,
  ...PERSONAL_TOKEN_ROUTES,
  ...STREAM_TOKEN_ROUTES,
  ...DEVICE_ROUTES,
  ...ACCOUNT_ROUTES,
  ...PROVIDER_ROUTES,
  ...MEMBER_ROUTES,
  ...WORKSPACE_ROUTES,
  ...ADMIN_ROUTES,
  ...RUNNER_MACHINE_ROUTES,
  ...RUNNER_AGENT_ROUTES,
  ...CRON_ROUTES,
];
