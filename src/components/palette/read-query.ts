import { words } from '../words/palette';

/** What is looked for, and among what. */
export type Scope = 'all' | 'task' | 'agent' | 'action' | 'help';

const PREFIX: Record<string, Scope> = { '#': 'task', '@': 'agent', '>': 'action', '?': 'help' };

/** The prefix of what was typed, and the words behind it. Pure. */
export function readQuery(typed: string): { scope: Scope; words: string } {
  const text = typed.trimStart();
  const scope = PREFIX[text[0] ?? ''];
  return scope ? { scope, words: text.slice(1).trim() } : { scope: 'all', words: text.trim() };
}

/** Whether every word that was typed stands in a name. Pure. */
export const fits = (name: string, asked: string): boolean =>
  asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word));

export const PREFIXES: { prefix: string; words: string }[] = [
  { prefix: '#', words: words.tasks },
  { prefix: '@', words: words.agents },
  { prefix: '>', words: words.actions },
  { prefix: '?', words: words.help },
];
