import * as account from './account';
import * as admin from './admin';
import * as agent from './agent';
import * as attachment from './attachment';
import * as attempt from './attempt';
import * as audit from './audit';
import * as checkRun from './check-run';
import * as checkpoint from './checkpoint';
import * as claims from './claim';
import * as device from './device';
import type { AnyEndpoint } from './endpoint';
import * as enrollment from './enrollment';
import * as errorLog from './error-log';
import * as event from './event';
import * as exception from './exception';
import * as flow from './flow-calls';
import * as flowRun from './flow-run';
import * as health from './health';
import * as history from './history';
import * as hook from './hook';
import * as lock from './lock';
import * as log from './log';
import * as member from './member';
import * as merge from './merge';
import * as message from './message';
import * as notification from './notification';
import * as personalToken from './personal-token';
import * as project from './project';
import * as queue from './queue';
import * as recovery from './recovery';
import * as remark from './remark';
import * as review from './review';
import * as rule from './rule';
import * as runner from './runner';
import * as search from './search';
import * as session from './session';
import * as signInSession from './sign-in-session';
import * as stats from './stats';
import * as stop from './stop';
import * as streamToken from './stream-token';
import * as supervision from './supervision';
import * as takeover from './takeover';
import * as taskBatch from './task-batch';
import * as task from './task-calls';
import * as taskTemplate from './task-template';
import * as taskView from './task-view';
import * as usage from './usage';
import * as workspace from './workspace';

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'method' in value && 'who' in value;

/** Every endpoint there is, in the order of the documentation. */
export const ENDPOINTS: AnyEndpoint[] = [
  health,
  task,
  taskBatch,
  takeover,
  taskTemplate,
  taskView,
  checkRun,
  project,
  flowRun,
  agent,
  errorLog,
  log,
  message,
  review,
  remark,
  search,
  notification,
  exception,
  checkpoint,
  rule,
  flow,
  lock,
  merge,
  event,
  hook,
  audit,
  stats,
  usage,
  queue,
  stop,
  runner,
  enrollment,
  personalToken,
  streamToken,
  device,
  account,
  signInSession,
  member,
  workspace,
  admin,
  session,
  claims,
  attachment,
  attempt,
  supervision,
  recovery,
  history,
].flatMap((noun) => Object.values(noun).filter(isEndpoint));
