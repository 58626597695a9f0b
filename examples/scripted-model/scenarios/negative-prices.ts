import { type Scenario, unlessDone } from '../scenario';

/** A small change to what money means: the kind of task a person should see before it is merged. */
export const negativePrices: Scenario = {
  name: 'negative-prices',
  about: 'makes addItem() refuse negative prices in src/cart.js, with a test',
  prompts: /negative price/i,
  steps: unlessDone('negative price', [
    {
      text: 'I read the cart first.',
      tools: [{ name: 'Read', input: { file_path: '{{cwd}}/src/cart.js' } }],
    },
    {
      text: 'A price below zero must not get into a cart.',
      tools: [
        {
          name: 'Edit',
          input: {
            file_path: '{{cwd}}/src/cart.js',
            old_string: '  return [...cart, { name, cents, count }];',
            new_string:
              "  if (cents < 0) throw new Error('negative price');\n  return [...cart, { name, cents, count }];",
          },
        },
        {
          name: 'Write',
          input: {
            file_path: '{{cwd}}/test/negative-prices.test.js',
            content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem } from '../src/cart.js';

test('a negative price is refused', () => {
  assert.throws(() => addItem([], 'refund', -5), /negative price/);
});
`,
          },
        },
      ],
    },
    { text: 'Negative prices are refused, with a test.' },
  ]),
};
