import type { BodyOf } from '@/contract/endpoint';
import type { openSession as contract, SessionOpened } from '@/contract/session';
import { appendEvent } from '@/domain/events/append-event';
import { sortAgents } from '@/domain/leases/lease-state';
import { forgetTokens } from '@/domain/runners/find-token';
import { ADOPT_AGENT, OPEN_SESSION } from '@/domain/runners/open-session.sql';
import { revoked } from '@/domain/runners/revoked';
import { servedProjects } from '@/domain/runners/served-projects';
import { newCredential } from '@/lib/hash';
import { fromWireId, toWireId } from '@/lib/ids';
import { inEngine, type Runs } from '@/lib/pool';
import { refuseUnspoken } from '@/lib/refuse-unspoken';
import { timers } from '@/lib/timers';
import { loseAgentsOf } from './lose-agents';
import { LEASES_TO_DROP, LOCK_LEASES } from './lose-agents.sql';

/** What this server can do beyond the protocol's base. */
const FEATURES = [
  'questions',
  'locks',
  'checks',
  'pause',
  'keys',
  'supervision',
  'attachments',
  'recovery',
  'messages',
  'resume',
  'refusals',
  'history',
  'room',
];

/**
 * Opens a session of a runner: supersedes every older one, says which agents to go on with (under new tokens),
 * and offers the tasks of all others again at once. Throws PROTOCOL_UNSUPPORTED.
 */
export async function openSession(
  caller: { workspaceId: string; runnerId: string },
  body: BodyOf<typeof contract>,
): Promise<SessionOpened> {
  refuseUnspoken(body.protocol);
  const opened = await inEngine(async (runs) => {
    const { workspaceId, runnerId } = caller;
    await runs.query(LOCK_LEASES, [workspaceId, runnerId]);
    const [row] = await runs.query(OPEN_SESSION, [
      workspaceId,
      runnerId,
      body.instanceId,
      body.protocol,
      body.features,
      JSON.stringify(body.report),
      body.maxConcurrent,
    ]);
    if (!row) throw revoked();
    const live: { agent_id: string }[] = await runs.query(LEASES_TO_DROP, [workspaceId, runnerId, []]);
    const named = body.activeAgents.map((id) => fromWireId('agent', id));
    const agents = sortAgents(
      named,
      live.map(({ agent_id }) => agent_id),
    );
    const adopt = await adoptAgents(runs, caller, row.session_epoch, agents.adopt);
    await loseAgentsOf(runs, workspaceId, runnerId, agents.adopt, 'runner_restarted');
    appendEvent(runs, {
      workspaceId,
      type: 'runner.connected',
      actor: `runner:${runnerId}`,
      runnerId,
      payload: { name: row.name, epoch: row.session_epoch },
    });
    return {
      ...(await servedProjects(runs, workspaceId)),
      sessionEpoch: row.session_epoch,
      timers: timers(),
      features: FEATURES,
      adopt,
      drop: agents.drop.map((id) => toWireId('agent', id)),
    };
  });
  // What the machine says it can and will not do counts from its first claim on.
  forgetTokens();
  return opened;
}

async function adoptAgents(
  runs: Runs,
  { workspaceId, runnerId }: { workspaceId: string; runnerId: string },
  epoch: number,
  agentIds: string[],
): Promise<SessionOpened['adopt']> {
  const adopted: SessionOpened['adopt'] = [];
  for (const id of agentIds) {
    const { token, hash } = newCredential('aoj_');
    await runs.query(ADOPT_AGENT, [workspaceId, runnerId, id, epoch, hash, timers().leaseTtlMs]);
    adopted.push({ agentId: toWireId('agent', id), token });
  }
  return adopted;
}
