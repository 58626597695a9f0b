import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AgentKind } from '@/contract/task';
import { privateFolder, stateFolder } from '../config/folders';
import { writePrivately } from '../config/store';

/** What must be known of an agent after a crash; written before its engine starts. */
const AgentNote = z.object({
  agentId: z.string(),
  taskId: z.string(),
  taskRef: z.string(),
  attempt: z.number(),
  kind: AgentKind,
  /** Of the process that does the work, with its start time: together they name it for good. */
  pid: z.number().nullable(),
  startTime: z.string().nullable(),
  engineSessionId: z.string().nullable(),
  repo: z.string().nullable(),
  worktree: z.string().nullable(),
  baseSha: z.string().nullable(),
});
export type AgentNote = z.infer<typeof AgentNote>;

/** Where each agent of this machine has its private folder. */
export const agentsFolder = () => join(stateFolder(), 'agents');
const ID = /^agent_[0-9a-f]{32}$/;

/** The private folder of an agent, made where it is missing. */
export function agentFolder(agentId: string): string {
  if (!ID.test(agentId)) throw new Error(`${JSON.stringify(agentId)} is not an agent id`);
  privateFolder(agentsFolder());
  return privateFolder(join(agentsFolder(), agentId));
}

/** Where an agent's worktree is put: short, and outside of every repository. */
export function worktreeFolder(agentId: string): string {
  const parent = privateFolder(join(stateFolder(), 'worktrees'));
  return join(parent, agentId.slice('agent_'.length));
}

export function writeNote(note: AgentNote): void {
  writePrivately(join(agentFolder(note.agentId), 'meta.json'), JSON.stringify(note));
}

/**
 * Agents that have a folder here, whoever wrote to theirs last first; those whose note is not there yet, or cannot be read,
 * are left out.
 */
export function leftAgents(): AgentNote[] {
  if (!existsSync(agentsFolder())) return [];
  return readdirSync(agentsFolder())
    .filter((name) => ID.test(name))
    .flatMap((name) => {
      const folder = join(agentsFolder(), name);
      try {
        const note = AgentNote.parse(JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')));
        return [{ note, writtenMs: lastWritten(folder) }];
      } catch {
        return [];
      }
    })
    .sort((one, other) => other.writtenMs - one.writtenMs)
    .map(({ note }) => note);
}

/** A file that goes meanwhile does not count: what is left of a dead runner may still be tidying up. */
const lastWritten = (folder: string): number =>
  Math.max(
    ...readdirSync(folder).map(
      (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );

/** Forgets an agent: its log has been stored, or nobody wants it. */
export function dropAgentFolder(agentId: string): void {
  rmSync(agentFolder(agentId), { recursive: true, force: true });
}

/** Removes what no note speaks of any more: folders without one, and checkouts that were only for verifying. */
export function sweepFolders(): void {
  const noted = new Set(leftAgents().map(({ agentId }) => agentId));
  for (const name of existsSync(agentsFolder()) ? readdirSync(agentsFolder()) : []) {
    if (!noted.has(name)) rmSync(join(agentsFolder(), name), { recursive: true, force: true });
  }
  rmSync(checkoutsFolder(), { recursive: true, force: true });
}

/** Where clean checkouts are made, each for one verification. */
export const checkoutsFolder = () => join(stateFolder(), 'checkouts');
