import { type Scenario, unlessDone } from '../scenario';

const LAST = "].join('\\n');\n}\n";

/** A change to receipts that takes long enough for its machine to be lost half-way. */
export const greeting: Scenario = {
  name: 'greeting',
  about: 'adds greet() to src/receipt.js with a test, slowly: time to lose the machine',
  prompts: /greet the customer/i,
  steps: unlessDone('export function greet', [
    {
      text: 'I read the receipt first.',
      tools: [{ name: 'Read', input: { file_path: '{{cwd}}/src/receipt.js' } }],
    },
    {
      delayMs: 6000,
      text: 'A greeting is a function of its own.',
      tools: [
        {
          name: 'Edit',
          input: {
            file_path: '{{cwd}}/src/receipt.js',
            old_string: LAST,
            new_string: `${LAST}\n/** What stands above every receipt. */\nexport function greet(name) {\n  return \`Thank you, \${name}!\`;\n}\n`,
          },
        },
        {
          name: 'Write',
          input: {
            file_path: '{{cwd}}/test/greet.test.js',
            content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/receipt.js';

test('a customer is thanked by name', () => {
  assert.equal(greet('Ana'), 'Thank you, Ana!');
});
`,
          },
        },
      ],
    },
    { delayMs: 2000, text: 'Customers are greeted now, with a test.' },
  ]),
};
