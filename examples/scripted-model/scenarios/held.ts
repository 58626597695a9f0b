import type { Scenario } from '../scenario';

const countItems = (head: string) => `${head}/** How many pieces are in the cart. */
export function countItems(cart) {
  return cart.reduce((sum, item) => sum + item.count, 0);
}
`;
const itsTest = (from: string) => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem } from '../src/cart.js';
import { countItems } from '../src/${from}';

test('every piece counts', () => {
  assert.equal(countItems(addItem([], 'apple', 40, 3)), 3);
});
`;

/** Wants to write src/cart.js; where another agent holds it, it is told so and takes a file of its own. */
export const held: Scenario = {
  name: 'held',
  about: 'wants to write src/cart.js; refused while another holds it, it writes src/count-items.js instead',
  prompts: /count the pieces/i,
  steps: ({ answers, results, shown }) => {
    if (answers === 0)
      return {
        text: 'I read the cart.',
        tools: [{ name: 'Read', input: { file_path: '{{cwd}}/src/cart.js' } }],
      };
    if (shown[0]?.includes('countItems'))
      return { text: 'The work of the attempt before is complete; nothing to add.' };
    if (answers === 1) {
      const last = 'return cart.reduce((sum, item) => sum + item.cents * item.count, 0);\n}\n';
      const edit = {
        file_path: '{{cwd}}/src/cart.js',
        old_string: last,
        new_string: countItems(`${last}\n`),
      };
      return { text: 'The function belongs into src/cart.js.', tools: [{ name: 'Edit', input: edit }] };
    }
    if (answers > 2) return { text: 'countItems() is there, with a test.' };
    const refused = results.some((result) => result.isError);
    const test = {
      file_path: '{{cwd}}/test/count-items.test.js',
      content: itsTest(refused ? 'count-items.js' : 'cart.js'),
    };
    const own = { file_path: '{{cwd}}/src/count-items.js', content: countItems('') };
    return {
      text: refused
        ? 'Another agent holds src/cart.js, so I put it into a file of its own.'
        : 'Now its test.',
      tools: [...(refused ? [{ name: 'Write', input: own }] : []), { name: 'Write', input: test }],
    };
  },
};
