import type { Scenario, Step } from '../scenario';

const write = (file: string, content: string): Step => ({
  text: `I write ${file}.`,
  tools: [{ name: 'Write', input: { file_path: `{{cwd}}/${file}`, content: `${content}\n` } }],
});
const STEPS_OF_WAITING = 8;

/** Does what it is told in the middle of its work, once. `[wait]` in its task lets it take its time. */
export const listener: Scenario = {
  name: 'listener',
  about: 'writes first.md, and each thing a person tells it into a file of its own: told-1.md, told-2.md',
  steps: ({ told, called, said }) => {
    const has = (file: string) => called.some(({ input }) => String(input.file_path).endsWith(`/${file}`));
    const next = `told-${told.length}.md`;
    if (told.length > 0 && !has(next)) return write(next, told.at(-1) as string);
    if (!has('first.md')) return write('first.md', 'First.');
    const waited = called.filter(({ name }) => name === 'Bash').length;
    if (said.some((words) => words.includes('[wait]')) && told.length === 0 && waited < STEPS_OF_WAITING)
      return {
        text: 'I wait.',
        tools: [{ name: 'Bash', input: { command: 'sleep 1', description: 'Wait' } }],
      };
    return { text: `Done; I was told ${told.length} things.` };
  },
};

/** Its account is used up in the middle of the work, once. */
export const usageLimit: Scenario = {
  name: 'usage-limit',
  about: 'writes first.md, meets a usage limit of an hour, then writes second.md',
  steps: ({ called }) => {
    if (called.length === 0) return write('first.md', 'First.');
    if (called.length === 1)
      return { ...write('second.md', 'Second.'), fail: { status: 429, times: 1, limitEndsInS: 3_600 } };
    return { text: 'Both are written.' };
  },
};
