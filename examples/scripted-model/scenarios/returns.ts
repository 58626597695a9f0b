import type { Scenario } from '../scenario';

const DAYS = '# Returns\n\nGoods can be brought back within 14 days.\n';
const POSTAGE = 'The shop pays the postage.\n';

/** Leaves out one of the points that were asked for, and adds it once a judge has missed it. */
export const returns: Scenario = {
  name: 'returns',
  about: 'writes docs/returns.md and leaves one point out; adds it when a judge has missed it',
  prompts: /brought back/i,
  steps: ({ said, called }) => {
    const has = (words: string) => called.some(({ input }) => String(input.content).includes(words));
    const page = (content: string) => [
      { name: 'Write', input: { file_path: '{{cwd}}/docs/returns.md', content } },
    ];
    if (!has(DAYS)) return { text: 'A page about returns.', tools: page(DAYS) };
    const missed = said.some((words) => words.includes('says nothing of'));
    if (missed && !has(POSTAGE)) return { text: 'The postage was missing.', tools: page(DAYS + POSTAGE) };
    return { text: 'Customers know how goods come back.' };
  },
};

/** As a judge: a point holds where the changes add the file it begins with and the word it ends with. */
export const judge: Scenario = {
  name: 'judge',
  about: 'judges each point by the file that it begins with and the word that it ends with',
  prompts: /^Judge the work on task/,
  steps: ({ said: [shown = ''] }) => {
    const changes = shown.slice(shown.indexOf('<<<CHANGES'));
    const points = [...shown.matchAll(/^(\d+)\. (\S+) .*?(\S+)$/gm)].map(([, nth, file, word]) => {
      const holds = changes.includes(`+++ b/${file}`) && changes.includes(word as string);
      return {
        point: Number(nth),
        verdict: holds ? 'PASSED' : 'GAPS_FOUND',
        reason: `${file} ${holds ? 'speaks' : 'says nothing'} of ${word}.`,
      };
    });
    return { text: JSON.stringify({ points }) };
  },
};
