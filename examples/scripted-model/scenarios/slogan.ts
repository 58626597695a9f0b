import type { Scenario } from '../scenario';

const FILE = '{{cwd}}/src/slogan.js';
const line = (slogan: string) => `export const SLOGAN = '${slogan}';\n`;
const LONG = 'Everything that a household needs, and a kind word with each bag that leaves the shop';
const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SLOGAN } from '../src/slogan.js';

test('the slogan fits on a receipt', () => {
  assert.ok(SLOGAN.length <= 32);
});
`;

/** Fails its own test, until a person asks for something shorter. */
export const slogan: Scenario = {
  name: 'slogan',
  about:
    'finds a slogan that is too long for its own test; a better one where a person asks for something shorter',
  prompts: /slogan/i,
  steps: ({ told, said, called }) => {
    const guided = [...told, ...said].some((words) => /shorter/i.test(words));
    const wanted = line(guided ? 'Around the corner, always' : LONG);
    if (called.some(({ input }) => input.content === wanted)) return { text: 'The shop has a slogan.' };
    return {
      text: guided ? 'A shorter one, then.' : 'A slogan, and a test that it fits.',
      tools: [
        { name: 'Write', input: { file_path: FILE, content: wanted } },
        { name: 'Write', input: { file_path: '{{cwd}}/test/slogan.test.js', content: TEST } },
      ],
    };
  },
};
