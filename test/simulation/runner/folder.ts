import type { Machine } from './machine';

/** Where an agent's log lies on its machine. */
export const logPath = (agentId: string) => `${agentId}/log.bin`;

/** Drops an agent's folder. */
export function forget({ disk }: Machine, agentId: string): void {
  disk.remove(logPath(agentId));
  disk.remove(`${agentId}/meta`);
  disk.remove(`${agentId}/result`);
}
