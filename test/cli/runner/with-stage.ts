import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startSupervisor } from '@/services/supervisor/start-supervisor';
import type { Scenario } from '../../../examples/scripted-model/scenario';
import {
  type ScriptedModel,
  startScriptedModel,
} from '../../../examples/scripted-model/start-scripted-model';
import { fetchClaude } from '../../../scripts/fetch-claude';
import { type ApiServer, startApi } from '../../support/api-server';
import { withDatabase } from '../../support/with-database';
import { buildProgram } from '../commands/run-program';
import { SHORT_TIMERS } from './short-timers';
import { type RunnerStage, stageRunner } from './stage-runner';

interface Staged {
  api: ApiServer;
  model: ScriptedModel;
  stage: RunnerStage;
  /** The environment in which a runner finds Claude Code. */
  claude: { CLAUDE_BIN: string };
}

/**
 * A server with short timers, a model that plays `scenarios` (the demo's unless told), and before each test a machine of
 * its own; `onStaged` gets all of it before each test. Returns where the database is.
 */
export function withStage(
  { scenarios }: { scenarios?: Scenario[] },
  onStaged: (staged: Staged) => void,
): { url: string } {
  const database = withDatabase();
  let made: Omit<Staged, 'stage'>;
  let stage: RunnerStage | undefined;
  let supervisor: { stop(): void } | undefined;
  beforeAll(async () => {
    await buildProgram();
    const claude = { CLAUDE_BIN: await fetchClaude() };
    const model = await startScriptedModel(scenarios ? { scenarios } : {});
    const api = await startApi({
      door: 'own',
      env: { AGENT_ORCHESTRATOR_TIMERS: JSON.stringify(SHORT_TIMERS), RATE_LIMIT_ENABLED: 'false' },
    });
    supervisor = startSupervisor();
    made = { api, model, claude };
  }, 600_000);
  beforeEach(async () => {
    stage = await stageRunner({ url: made.api.url, model: made.model.url() });
    made.model.requests.length = 0;
    onStaged({ ...made, stage });
  }, 60_000);
  afterEach(() => stage?.remove());
  afterAll(async () => {
    supervisor?.stop();
    await made?.api.stop();
    await made?.model.close();
  });
  return database;
}
