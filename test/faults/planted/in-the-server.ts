import type { Defect } from './defect';

/** Mistakes in the code of the server. */
export const IN_THE_SERVER: Defect[] = [
  {
    name: 'another-result-is-taken-for-the-first',
    invariant: 'I2',
    place: 'server',
    file: 'src/services/coordinator/finish-agent.ts',
    find: "  if (verdict === 'conflict')",
    replace: "  if (verdict === ('never' as string))",
    layer: 'model',
  },
  {
    name: 'a-result-does-not-wait-for-its-log',
    invariant: 'I5',
    place: 'server',
    file: 'src/domain/logs/log-state.ts',
    find: 'log.bytes === promised.bytes && log.digest === promised.digest',
    replace: 'log.bytes <= promised.bytes',
    layer: 'model',
  },
  {
    name: 'a-session-loses-nobody',
    invariant: 'I3',
    place: 'server',
    file: 'src/services/supervisor/open-session.ts',
    find: "    await loseAgentsOf(runs, workspaceId, runnerId, agents.adopt, 'runner_restarted');\n",
    replace: '',
    layer: 'model',
  },
  {
    name: 'money-may-be-negative',
    invariant: 'I11',
    place: 'server',
    file: 'src/contract/agent.ts',
    find: 'cacheWriteTokens: z.number().int().min(0),\n  costMicros: Micros,',
    replace: 'cacheWriteTokens: z.number().int().min(0),\n  costMicros: z.number(),',
    layer: 'model',
  },
  {
    name: 'a-cancelled-task-goes-on',
    invariant: 'I8',
    place: 'server',
    file: 'src/services/coordinator/next-step.ts',
    find: "if (ended.task.status === 'CANCELLING') return",
    replace: "if (ended.message === 'never') return",
    layer: 'model',
  },
];
