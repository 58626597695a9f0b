import { claim } from '@/contract/claim';
import { changeKey, enrollRunner, issueToken } from '@/contract/enrollment';
import { reportHistory } from '@/contract/history';
import { PROTOCOL, PROTOCOL_MIN } from '@/contract/protocol';
import { answerErrand, reportKeptWork, takeErrands } from '@/contract/recovery';
import { closeSession, getProtocol, leave, openSession, reportProjects } from '@/contract/session';
import { answerErrand as answer, takeErrands as errands } from '@/domain/recovery/errands';
import { reportKeptWork as noteKept } from '@/domain/recovery/report-kept-work';
import { changeKey as change } from '@/domain/runners/change-key';
import { enrollRunner as enroll } from '@/domain/runners/enroll-runner';
import { issueToken as issue } from '@/domain/runners/issue-token';
import { refuseSuperseded } from '@/domain/runners/refuse-superseded';
import { reportProjects as report } from '@/domain/runners/served-projects';
import { hostsOf } from '@/http/hosts';
import { enrollmentRoute, openRoute, type Route, runnerRoute } from '@/http/route';
import { fromWireId, toWireId } from '@/lib/ids';
import { VERSION } from '@/lib/version';
import { noteHistory } from '@/services/coordinator/note-history';
import { claimTask } from '@/services/scheduler/claim-desk';
import { closeSession as close } from '@/services/supervisor/close-session';
import { openSession as open } from '@/services/supervisor/open-session';
import { revokeRunner } from '@/services/supervisor/revoke-runner';
import { sweepBeside } from '@/services/supervisor/sweep';

/** What a machine calls before and between its agents. */
export const RUNNER_MACHINE_ROUTES: Route[] = [
  enrollmentRoute(enrollRunner, ({ caller, body }) => enroll(caller.token, body)),
  openRoute(issueToken, ({ body, request }) => issue(body.assertion, hostsOf(request))),
  runnerRoute(changeKey, ({ caller, body, request }) => change(caller, body, hostsOf(request))),
  runnerRoute(reportKeptWork, async ({ caller, body }) => {
    await refuseSuperseded(caller);
    return noteKept(caller, body);
  }),
  runnerRoute(takeErrands, async ({ caller, query, signal }) => {
    await refuseSuperseded(caller);
    return errands(caller, query.waitMs, signal);
  }),
  runnerRoute(answerErrand, async ({ caller, params, body }) => {
    await refuseSuperseded(caller);
    return answer(caller, params, body);
  }),
  runnerRoute(openSession, ({ caller, body }) => open(caller, body)),
  runnerRoute(closeSession, async ({ caller }) => {
    await refuseSuperseded(caller);
    return close(caller.workspaceId, caller.runnerId, caller.epoch);
  }),
  openRoute(getProtocol, () => ({ min: PROTOCOL_MIN, max: PROTOCOL, version: VERSION })),
  runnerRoute(leave, async ({ caller }) => {
    const { id } = await revokeRunner(
      caller.workspaceId,
      toWireId('runner', caller.runnerId),
      `runner:${caller.runnerId}`,
    );
    return { runnerId: id, revoked: true as const };
  }),
  runnerRoute(reportProjects, async ({ caller, body }) => {
    await refuseSuperseded(caller);
    return report(caller.workspaceId, caller.runnerId, body.reports);
  }),
  runnerRoute(reportHistory, async ({ caller, params, body }) => {
    await refuseSuperseded(caller);
    return noteHistory(caller, fromWireId('proj', params.id), body);
  }),
  runnerRoute(claim, async ({ caller, body, signal }) => {
    await sweepBeside();
    return claimTask(caller, body, signal);
  }),
];
