import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { canonicalJson } from '@/contract/canonical-json';
import { askPermission } from './ask-person';
import { describeTool } from './describe-tool';
import type { EngineRun, Permit } from './engine';
import { isHarmlessCommand } from './harmless-command';
import { worktreePath } from './worktree-path';

/** Tools that write files: asked of the gate, never of a person. */
export const WRITING = new Set(['Write', 'Edit', 'MultiEdit', 'NotebookEdit']);
/** Tools that read files by themselves. */
export const READING = new Set(['Read', 'Glob', 'Grep', 'LS', 'NotebookRead']);
const FREE = new Set(['Task', 'Agent', 'TodoWrite', 'Skill', 'TaskStop', 'ToolSearch', 'AskUserQuestion']);
/** Tools by which the client itself asks other hosts. */
const REACHING = new Set(['WebFetch', 'WebSearch']);
const GATE_PATIENCE_MS = 75_000;

export interface ToolPolicy {
  /** Whether this file may be written now: inside the worktree, not git's, and free or ours by `run.mayWrite`. */
  mayWrite(named: unknown): Promise<Permit>;
  /** Whether this path may be read; no answer to whether a person should be asked. Nothing is the working folder. */
  mayRead(named: unknown): Permit;
  /** Whether any other tool may be used; may ask a person. */
  mayUse(tool: string, input: Record<string, unknown>): Promise<Permit>;
}

/** One policy for every engine. Whatever goes wrong while deciding is a refusal. */
export function createToolPolicy(run: EngineRun): ToolPolicy {
  const always = new Set<string>();
  const closed = async (decide: () => Promise<Permit>): Promise<Permit> => {
    try {
      return await decide();
    } catch (error) {
      return {
        allow: false,
        reason: `This could not be checked, so it is refused: ${(error as Error).message}`,
      };
    }
  };
  const mayRead = (named: unknown): Permit => {
    const place = worktreePath(run.cwd, typeof named === 'string' ? named : run.cwd);
    if (!holdsSecrets(run, place.path)) return { allow: true };
    return { allow: false, reason: 'This folder holds credentials; it is not for agents.' };
  };
  return {
    mayRead,
    mayWrite: (named) => closed(() => decideWrite(run, named)),
    mayUse: (tool, input) =>
      closed(async () => {
        if (run.tools === 'reading' && !READING.has(tool))
          return { allow: false, reason: 'Here files can be read, and nothing else.' };
        if (!run.network && REACHING.has(tool))
          return { allow: false, reason: 'On this machine agents reach no network. Go on without it.' };
        if (FREE.has(tool) || always.has(tool)) return { allow: true };
        if (READING.has(tool)) {
          const named = input.file_path ?? input.path ?? run.cwd;
          const permit = mayRead(named);
          if (!permit.allow || run.sandbox.kind !== 'none') return permit;
          const { inside, path } = worktreePath(run.cwd, String(named));
          if (inside || path === realpathSync(run.cwd) || isReadable(run, path)) return permit;
        } else if (run.sandbox.kind !== 'none') {
          return { allow: true };
        } else if (tool === 'Bash' && isHarmlessCommand(String(input.command ?? ''))) {
          return { allow: true };
        }
        const asked = await askPermission(
          `May the agent use ${tool}?`,
          permissionText(tool, input, run.cwd),
          run,
          { tool, input: tool === 'Bash' ? String(input.command ?? '') : canonicalJson(input) },
        );
        if (asked.allow && asked.always) always.add(tool);
        return asked;
      }),
  };
}

async function decideWrite(run: EngineRun, named: unknown): Promise<Permit> {
  if (run.tools === 'reading') return { allow: false, reason: 'Here files can be read, and nothing else.' };
  if (typeof named !== 'string' || named === '') return { allow: false, reason: 'The call names no file.' };
  const place = worktreePath(run.cwd, named);
  if (place.git)
    return { allow: false, reason: 'Files of git are written by the runner only. Commits are made for you.' };
  const permit = await inTime(run.mayWrite(place.path));
  if (!permit.allow || place.inside) return permit;
  return { allow: false, reason: `${place.path} is outside your folder. Write only below ${run.cwd}.` };
}

function inTime(permit: Promise<Permit>): Promise<Permit> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => done({ allow: false, reason: 'Nobody could say in time whether this file is free. Try again.' }),
      GATE_PATIENCE_MS,
    );
    permit.then(done, fail).finally(() => clearTimeout(timer));
  });
}

/** Whether it lies in the folder that was put there for the agent to read. */
const isReadable = ({ readable }: EngineRun, path: string): boolean =>
  readable !== undefined &&
  (path === realpathSync(readable) || path.startsWith(`${realpathSync(readable)}${sep}`));

/** Places where logins and keys are kept, also where no sandbox hides them. */
function holdsSecrets(run: EngineRun, path: string): boolean {
  const home = run.env.HOME ?? homedir();
  const config = run.env.CLAUDE_CONFIG_DIR ?? join(home, '.claude');
  const folders = [
    run.privateDir,
    config,
    ...['.ssh', '.aws', '.gnupg', '.config/gh', '.config/gcloud', '.netrc', '.npmrc'].map((name) =>
      join(home, name),
    ),
  ];
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith('/');
  });
}

function permissionText(tool: string, input: Record<string, unknown>, cwd: string): string {
  if (tool === 'Bash') return `It wants to run, in ${cwd}:\n\n${String(input.command ?? '')}`;
  return `${describeTool(tool, input, cwd)}\n\n${JSON.stringify(input, null, 2)}`;
}
