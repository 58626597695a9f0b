import {
  type StopLevel,
  startFlowRun,
  startProject,
  startRunner,
  startTask,
  startWorkspace,
  stopFlowRun,
  stopProject,
  stopRunner,
  stopTask,
  stopWorkspace,
} from '@/contract/stop';
import { forgetTokens } from '@/domain/runners/find-token';
import { personRoute, type Route } from '@/http/route';
import { asWorkspace } from '@/lib/db';
import { startWork, stopWork } from '@/services/coordinator/stop-work';

type Caller = Parameters<typeof stopWork>[2];
type Wish = Parameters<typeof stopWork>[4];

async function stop(caller: Caller, level: StopLevel, ref: string, wish: Wish) {
  const done = await asWorkspace(caller, (tx, runs) => stopWork(tx, runs, caller, { level, ref }, wish));
  if (!wish.preview) forgetTokens();
  return done;
}
async function start(caller: Caller, level: StopLevel, ref: string) {
  const done = await asWorkspace(caller, (tx, runs) => startWork(tx, runs, caller, { level, ref }));
  forgetTokens();
  return done;
}

/** How people stop everything at one of five levels, and start it again. */
export const STOP_ROUTES: Route[] = [
  personRoute(stopWorkspace, ({ caller, body }) => stop(caller, 'workspace', '', body)),
  personRoute(startWorkspace, ({ caller }) => start(caller, 'workspace', '')),
  personRoute(stopProject, ({ caller, params, body }) => stop(caller, 'project', params.id, body)),
  personRoute(startProject, ({ caller, params }) => start(caller, 'project', params.id)),
  personRoute(stopRunner, ({ caller, params, body }) => stop(caller, 'runner', params.id, body)),
  personRoute(startRunner, ({ caller, params }) => start(caller, 'runner', params.id)),
  personRoute(stopFlowRun, ({ caller, params, body }) => stop(caller, 'flow', params.id, body)),
  personRoute(startFlowRun, ({ caller, params }) => start(caller, 'flow', params.id)),
  personRoute(stopTask, ({ caller, params, body }) => stop(caller, 'task', params.id, body)),
  personRoute(startTask, ({ caller, params }) => start(caller, 'task', params.id)),
];
