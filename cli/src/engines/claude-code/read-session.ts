import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { questionId } from '../question-id';

/** What a session of Claude Code that this machine has kept says of itself. */
export interface KeptSession {
  /** The folder it worked in; null where it never says. */
  cwd: string | null;
  /** Questions whose answers are part of the conversation. */
  answered: Set<string>;
  /** Whether these words were said to the model, by people or by the runner. */
  holds(words: string): boolean;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const Content = z.union([z.string(), z.array(z.record(z.string(), z.unknown()))]).catch([]);
const Entry = z.object({
  type: z.string(),
  cwd: z.string().optional(),
  message: z.object({ content: Content }).optional(),
  attachment: z.object({ type: z.string(), prompt: z.unknown().optional() }).optional(),
});

/** Reads the conversation of a session from Claude Code's own folder; null where this machine does not have it. */
export function readSession(env: Record<string, string>, sessionId: string): KeptSession | null {
  const config = env.CLAUDE_CONFIG_DIR ?? (env.HOME ? join(env.HOME, '.claude') : null);
  const file = config && ID.test(sessionId) ? findFile(join(config, 'projects'), `${sessionId}.jsonl`) : null;
  if (!file) return null;
  let cwd: string | null = null;
  const said: string[] = [];
  const asked = new Map<string, string[]>();
  const answered = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const entry = entryOf(line);
    if (!entry) continue;
    cwd = entry.cwd ?? cwd;
    if (entry.attachment?.type === 'queued_command') said.push(wordsIn(entry.attachment.prompt));
    const content = entry.message?.content ?? [];
    if (typeof content === 'string') {
      if (entry.type === 'user') said.push(content);
      continue;
    }
    for (const block of content) {
      if (block.type === 'text' && entry.type === 'user') said.push(wordsIn(block.text));
      if (block.type === 'tool_use' && block.name === 'AskUserQuestion')
        asked.set(String(block.id), questionsOf(sessionId, block));
      // Where the question was cut off, the client may have written an error in the place of the answer.
      if (block.type === 'tool_result' && block.is_error !== true)
        for (const id of asked.get(String(block.tool_use_id)) ?? []) answered.add(id);
    }
  }
  return { cwd, answered, holds: (words) => said.some((text) => text.includes(words)) };
}

function findFile(projects: string, name: string): string | null {
  if (!existsSync(projects)) return null;
  const folders = readdirSync(projects, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((folder) => join(projects, folder.name, name)).find((path) => existsSync(path)) ?? null;
}

/** A line that was cut off by a crash is not part of the conversation. */
function entryOf(line: string): z.infer<typeof Entry> | null {
  try {
    return Entry.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));

function questionsOf(sessionId: string, { id, input }: Record<string, unknown>): string[] {
  const { questions } = (input ?? {}) as { questions?: unknown[] };
  return (Array.isArray(questions) ? questions : []).map((_, nth) => questionId(sessionId, String(id), nth));
}
