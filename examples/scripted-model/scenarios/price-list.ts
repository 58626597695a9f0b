import type { Conversation, Scenario, Step } from '../scenario';

const LIST = '{{cwd}}/src/price-list.js';
const read = { name: 'Read', input: { file_path: LIST } };
const priceIs = (cents: number) => `  matches: ${cents},\n`;
const matchesTest = (cents: number) => ({
  name: 'Write',
  input: {
    file_path: '{{cwd}}/test/matches.test.js',
    content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRICES } from '../src/price-list.js';

test('matches are sold', () => {
  assert.equal(PRICES.matches, ${cents});
});
`,
  },
});

/** Two changes that are right alone and wrong together: only the proof of what is merged finds it. */
export const priceList: Scenario[] = [
  {
    name: 'five-cents',
    about: 'adds a test that holds every price to five cents',
    prompts: /five cents/i,
    steps: [
      {
        text: 'A test holds the price list to five cents.',
        tools: [
          {
            name: 'Write',
            input: {
              file_path: '{{cwd}}/test/price-list.test.js',
              content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRICES } from '../src/price-list.js';

test('every price can be paid without small coins', () => {
  for (const [name, cents] of Object.entries(PRICES)) assert.equal(cents % 5, 0, name);
});
`,
            },
          },
        ],
      },
      { text: 'Every price is held to five cents.' },
    ],
  },
  {
    name: 'matches',
    about: 'puts matches for 12 cents on the price list; for 15 once a merge broke a test by it',
    prompts: /sell matches/i,
    steps: (conversation) =>
      conversation.said.some((words) => words.includes('without small coins'))
        ? mendPrice(conversation)
        : addPrice(conversation),
  },
];

/** Slowly, so that the test of the other one is merged before. */
function addPrice({ answers }: Conversation): Step {
  if (answers === 0) return { text: 'I read the price list.', tools: [read] };
  if (answers > 1) return { delayMs: 6000, text: 'Matches are sold.' };
  const edit = { file_path: LIST, old_string: '});', new_string: `${priceIs(12)}});` };
  return {
    delayMs: 6000,
    text: 'Matches cost 12 cents.',
    tools: [{ name: 'Edit', input: edit }, matchesTest(12)],
  };
}

function mendPrice({ called }: Conversation): Step {
  const edit = { file_path: LIST, old_string: priceIs(12), new_string: priceIs(15) };
  const isMended = called.some(({ input }) => input.new_string === edit.new_string);
  if (isMended) return { text: 'Matches cost 15 cents now, as the new test wants it.' };
  if (called.at(-1)?.name !== 'Read')
    return { text: 'Together with another change a test fails.', tools: [read] };
  return {
    text: '12 cents cannot be paid without small coins: 15 then.',
    tools: [{ name: 'Edit', input: edit }, matchesTest(15)],
  };
}
