import {
  appendLateLogs,
  appendLogs,
  askQuestion,
  finishAgent,
  heartbeat,
  logState,
  noteMessages,
  reportChecks,
  requestLocks,
  startAgent,
  takeAnswer,
  takeMessages,
} from '@/contract/attempt';
import { HEADER } from '@/contract/protocol';
import { superviseAgent } from '@/contract/supervision';
import { renewLease } from '@/domain/leases/renew-lease';
import { appendChunk, appendLateChunk, logState as readLogState } from '@/domain/logs/append-chunk';
import type { AgentCaller } from '@/http/callers';
import { agentRoute, type Route, runnerRoute } from '@/http/route';
import { env } from '@/lib/env';
import { fromWireId } from '@/lib/ids';
import { metrics } from '@/lib/metrics';
import { askQuestion as ask, takeAnswer as take } from '@/services/coordinator/ask-question';
import { finishAgent as finish } from '@/services/coordinator/finish-agent';
import { reportChecks as storeRound } from '@/services/coordinator/report-checks';
import { requestLocks as lock } from '@/services/coordinator/request-locks';
import { startAgent as start } from '@/services/coordinator/start-agent';
import { superviseAgent as supervise } from '@/services/coordinator/supervise-agent';
import { takeMessages as hear, noteMessages as note } from '@/services/coordinator/take-messages';
import { sweepBeside } from '@/services/supervisor/sweep';

const fence = (caller: AgentCaller, params: { id: string }) => ({
  agentId: fromWireId('agent', params.id),
  tokenHash: caller.tokenHash,
});

/** What a live agent calls; each ends in a statement that compares its fence. */
export const RUNNER_AGENT_ROUTES: Route[] = [
  agentRoute(startAgent, ({ caller, params, body }) => start(fence(caller, params), body)),
  agentRoute(heartbeat, ({ caller, params, body }) => {
    // Claims sweep where a sweep must be waited for: a lease does not wait.
    if (!env().VERCEL) void sweepBeside();
    metrics().heartbeats.inc();
    return renewLease(fence(caller, params), body);
  }),
  agentRoute(appendLogs, async ({ caller, params, query, bytes, request }) => {
    const chunk = {
      ...fence(caller, params),
      off: query.off,
      bytes,
      digest: request.header(HEADER.sha256),
    };
    const appended = await appendChunk(chunk);
    if (!appended.duplicate) metrics().logBytes.inc(bytes.length);
    return appended;
  }),
  agentRoute(superviseAgent, ({ caller, params, body }) => supervise(fence(caller, params), body)),
  runnerRoute(appendLateLogs, ({ caller, params, query, bytes, request }) =>
    appendLateChunk({
      runnerId: caller.runnerId,
      agentId: fromWireId('agent', params.id),
      off: query.off,
      bytes,
      digest: request.header(HEADER.sha256),
    }),
  ),
  agentRoute(logState, ({ caller, params }) => readLogState(fence(caller, params))),
  agentRoute(reportChecks, ({ caller, params, body }) =>
    storeRound(fence(caller, params), body.round, body.checks),
  ),
  agentRoute(requestLocks, ({ caller, params, body }) =>
    lock(fence(caller, params), body.paths, body.onlyAsk),
  ),
  agentRoute(askQuestion, ({ caller, params, body }) => ask(fence(caller, params), body)),
  agentRoute(takeAnswer, ({ caller, params, query, signal }) =>
    take(fence(caller, params), params.questionId, query.waitMs, signal),
  ),
  agentRoute(finishAgent, async ({ caller, params, body }) => {
    const answer = await finish(fence(caller, params), body);
    metrics().results.inc({ outcome: body.outcome });
    return answer;
  }),
  agentRoute(takeMessages, ({ caller, params, query, signal }) =>
    hear(fence(caller, params), query.after, query.waitMs, signal),
  ),
  agentRoute(noteMessages, ({ caller, params, body }) => note(fence(caller, params), body)),
];
