import path from 'node:path';
import pg from 'pg';
import { newCredential } from '@/lib/hash';
import { newId, toWireId } from '@/lib/ids';
import { migrate } from '@/server/migrate';
import { SUM_TALLIES } from '@/services/supervisor/sweep.sql';
import {
  COUNT_SEEDED_TASKS,
  SEED_AGENTS,
  SEED_BLOCKED,
  SEED_FINISHED,
  SEED_HOUSE,
  SEED_RUNNERS,
  SEED_TASKS,
} from './seed.sql';

export interface SeededRunner {
  /** `aor_…` */
  token: string;
}
export interface SeededAgent {
  /** A wire id. */
  id: string;
  /** `aoj_…` */
  token: string;
}
export interface Seeded {
  /** A wire id. */
  projectId: string;
  runners: SeededRunner[];
  agents: SeededAgent[];
}

/**
 * Migrates an empty database and fills it: a project, runners with tokens, waiting tasks, live agents; besides, tasks
 * that wait for a file before all others, and finished ones.
 */
export async function seed(
  url: string,
  wanted: { runners: number; tasks?: number; agents?: number; blocked?: number; finished?: number },
): Promise<Seeded> {
  await migrate(url, path.resolve('prisma/migrations'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [workspaceId, projectId] = [newId(), newId()];
    await client.query(SEED_HOUSE, [workspaceId, newId(), projectId]);
    const runners = Array.from({ length: wanted.runners }, () => ({ id: newId(), ...newCredential('aor_') }));
    await client.query(SEED_RUNNERS, [
      workspaceId,
      runners.map(({ id }) => id),
      runners.map(() => newId()),
      runners.map(({ hash }) => hash),
    ]);
    if (wanted.tasks) {
      await client.query(SEED_TASKS, [workspaceId, projectId, wanted.tasks]);
      await client.query(COUNT_SEEDED_TASKS, [workspaceId, wanted.tasks]);
    }
    const first = (wanted.tasks ?? 0) + 1;
    if (wanted.blocked)
      await client.query(SEED_BLOCKED, [workspaceId, projectId, wanted.blocked, first, newId()]);
    if (wanted.finished)
      await client.query(SEED_FINISHED, [workspaceId, projectId, wanted.finished, first, runners[0]!.id]);
    if (wanted.finished) await sumTallies(client);
    const agents = runners
      .slice(0, wanted.agents ?? 0)
      .map(({ id }) => ({ runnerId: id, taskId: newId(), id: newId(), ...newCredential('aoj_') }));
    await client.query(SEED_AGENTS, [
      workspaceId,
      projectId,
      agents.map(({ runnerId }) => runnerId),
      agents.map(({ taskId }) => taskId),
      agents.map(({ id }) => id),
      agents.map(({ hash }) => hash),
    ]);
    // What is empty is left to be found by PostgreSQL itself, as on a first day: of what it knows to be empty it makes
    // plans that read all of it.
    const tasks = wanted.tasks || wanted.blocked ? ', task' : '';
    const worked = wanted.finished || agents.length > 0 ? ', task, agent' : '';
    await client.query(`vacuum analyze runner, token, project${worked || tasks}`);
    return {
      projectId: toWireId('proj', projectId),
      runners: runners.map(({ token }) => ({ token })),
      agents: agents.map(({ id, token }) => ({ id: toWireId('agent', id), token })),
    };
  } finally {
    await client.end();
  }
}

/** What was done long ago has long been summed. */
async function sumTallies(client: pg.Client): Promise<void> {
  for (let summed = 1; summed > 0; )
    summed = Number((await client.query<{ summed: string }>(SUM_TALLIES.text)).rows[0]!.summed);
}
