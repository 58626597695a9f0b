import type { Scenario } from '../scenario';

const FILE = `/** When the shop is open, by weekday from Monday on; null is a day off. */
export const OPENING_HOURS = ['9-18', '9-18', '9-18', '9-18', '9-20', '10-16', null];
`;
const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPENING_HOURS } from '../src/opening-hours.js';

test('every day of the week is said', () => {
  assert.equal(OPENING_HOURS.length, 7);
});
`;

/** Looks around until its turns are used up; told so, the next attempt goes straight to the work. */
export const openingHours: Scenario = {
  name: 'opening-hours',
  about: 'uses up its turns looking around; the next attempt writes src/opening-hours.js at once',
  prompts: /opening hours/i,
  steps: ({ answers, said, called }) => {
    if (!said.some((text) => /number of turns|turns are used up|used all its \d+ turns/i.test(text))) {
      return {
        text: `Let me look at one more thing (${answers + 1}).`,
        tools: [{ name: 'Bash', input: { command: `echo look ${answers + 1}`, description: 'Look around' } }],
      };
    }
    // Its session goes on, so what it answered before counts no more than what it wrote.
    if (called.some(({ name }) => name === 'Write'))
      return { text: 'The opening hours are written down, with a test.' };
    return {
      text: 'I was told to come to the point.',
      tools: [
        { name: 'Write', input: { file_path: '{{cwd}}/src/opening-hours.js', content: FILE } },
        { name: 'Write', input: { file_path: '{{cwd}}/test/opening-hours.test.js', content: TEST } },
      ],
    };
  },
};
