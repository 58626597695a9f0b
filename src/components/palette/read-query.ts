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
export const fits = (name: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word));

export const PREFIXES: { prefix: string; words: string }[] = [
  { prefix: '#', words: 'Tasks, by their number or words' },
  { prefix: '@', words: 'Agents and machines' },
  { prefix: '>', words: 'What can be done here' },
  { prefix: '?', words: 'Help' },
];
