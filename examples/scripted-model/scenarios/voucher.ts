import { type Scenario, unlessDone } from '../scenario';

const TOTAL = 'return cart.reduce((sum, item) => sum + item.cents * item.count, 0);\n}\n';

/** Changes src/cart.js, slowly enough that others meet its file lock. */
export const voucher: Scenario = {
  name: 'voucher',
  about: 'adds afterVoucher() to src/cart.js with a test, pausing in between',
  prompts: /voucher/i,
  steps: unlessDone('afterVoucher', [
    {
      text: 'I read the cart first.',
      tools: [{ name: 'Read', input: { file_path: '{{cwd}}/src/cart.js' } }],
    },
    {
      text: 'A voucher lowers the total, but never below zero.',
      tools: [
        {
          name: 'Edit',
          input: {
            file_path: '{{cwd}}/src/cart.js',
            old_string: TOTAL,
            new_string: `${TOTAL}\n/** Cents left to pay after a voucher; never below zero. */\nexport function afterVoucher(cart, voucherCents) {\n  return Math.max(0, totalCents(cart) - voucherCents);\n}\n`,
          },
        },
      ],
    },
    {
      delayMs: 4000,
      text: 'Now its test.',
      tools: [
        {
          name: 'Write',
          input: {
            file_path: '{{cwd}}/test/voucher.test.js',
            content: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, afterVoucher } from '../src/cart.js';

test('a voucher never makes a total negative', () => {
  const cart = addItem([], 'bread', 250);
  assert.equal(afterVoucher(cart, 100), 150);
  assert.equal(afterVoucher(cart, 900), 0);
});
`,
          },
        },
      ],
    },
    { delayMs: 4000, text: 'Carts take vouchers now, with a test.' },
  ]),
};
