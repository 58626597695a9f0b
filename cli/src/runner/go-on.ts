import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Earlier } from '@/contract/claim';
import { inWords } from '../engines/ask-person';
import { type KeptSession, readSession } from '../engines/claude-code/read-session';
import type { EngineRun } from '../engines/engine';
import { isAncestor } from '../workspace/commit';
import { resolveCommit } from '../workspace/git';
import { worktreeFolder } from './agent-folder';
import { askPerson } from './ask-person';
import type { LiveAgent } from './live-agent';

/** What an agent goes on from. */
export interface GoingOn {
  earlier: Earlier | null;
  /** The session of the earlier agent, where this machine has it and its base is part of ours. */
  kept: KeptSession | null;
}

/** A question of an earlier agent with its answer in words; null where nobody gave one. */
export interface Answered {
  question: string;
  answer: string | null;
}

/** What an earlier agent left that this machine can use. */
export async function findGoingOn(
  agent: LiveAgent,
  given: { repo: string; base: string; env: Record<string, string> },
): Promise<GoingOn> {
  const { earlier, baseBranch } = agent.assignment;
  const session = earlier?.session;
  if (!session?.here || session.baseBranch !== baseBranch) return { earlier, kept: null };
  const kept = readSession(given.env, session.id);
  const from = session.baseSha && (await resolveCommit(given.repo, session.baseSha));
  // A base that was rewritten is not the one that the conversation is about.
  const stands = session.baseSha === null || (from && (await isAncestor(given.repo, from, given.base)));
  return { earlier, kept: stands ? kept : null };
}

/**
 * Marks the session as one that an agent is in until that agent has tidied up; whoever comes second begins a fresh one.
 * Nothing is awaited between the look and the mark, so two agents of one moment cannot both have it.
 */
export function takeSession(agent: LiveAgent, goingOn: GoingOn, inUse: Set<string>): GoingOn {
  const id = goingOn.kept && goingOn.earlier?.session?.id;
  if (!id) return goingOn;
  if (inUse.has(id)) return { ...goingOn, kept: null };
  inUse.add(id);
  agent.cleanups.push(async () => void inUse.delete(id));
  return goingOn;
}

/** The worktree of the session that goes on, where that place is free: its conversation names files by their paths. */
export function placeOf({ kept }: GoingOn, agentId: string): string {
  const own = worktreeFolder(agentId);
  const before = kept?.cwd;
  return before && dirname(before) === dirname(own) && !existsSync(before) ? before : own;
}

/** What the engine may resume: only its own kind of session, at the path that it is kept for, and only where the work that it speaks of lies there. */
export function resumeOf(
  { earlier, kept }: GoingOn,
  engine: string,
  worktree: string,
  workIsThere: boolean,
): EngineRun['resume'] {
  const session = earlier?.session;
  if (!session || !kept || !workIsThere || session.engine !== engine) return null;
  if (kept.cwd !== worktree) return null;
  return { sessionId: session.id, engineVersion: session.engineVersion };
}

/**
 * What earlier agents asked and this conversation does not hold an answer to, neither as the tool's result nor in the first
 * words to an agent that went on with it: waits for each that is still open.
 */
export async function answersOf(
  agent: LiveAgent,
  { earlier, kept }: GoingOn,
  resumed: boolean,
): Promise<Answered[]> {
  const found: Answered[] = [];
  for (const { id, title, body, options, answer } of earlier?.questions ?? []) {
    if (resumed && kept?.answered.has(id)) continue;
    const question = body || title;
    const offered = options.map((option) => ({ ...option, consequence: '' }));
    const said = answer && inWords(answer, offered);
    if (resumed && said && kept?.holds(question) && kept.holds(said)) continue;
    const given =
      answer && !resumed
        ? answer
        : await askPerson(agent, { id, kind: 'question', title, body, options: offered });
    found.push({ question, answer: inWords(given, offered) });
  }
  return found;
}
