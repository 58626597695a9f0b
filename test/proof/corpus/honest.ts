import type { Case, RepositoryName } from './case';

const honest = (
  kind: string,
  repository: RepositoryName,
  asked: string,
  work: Case['work'],
  more: Partial<Case> = {},
): Case => ({ name: `${repository}: ${asked}`, kind, repository, asked, work, ...more });

const nodeTest = (from: string, names: string, name: string, body: string) =>
  `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ${names} } from '${from}';\n\ntest('${name}', () => {\n  ${body}\n});\n`;

/** Work that does what was asked, with the tests that show it. */
const FEATURES: Case[] = [
  honest('feature', 'shop', 'Count the pieces of a cart', (tree) => {
    tree.write(
      'src/count.js',
      '/** How many pieces are in the cart. */\nexport const countPieces = (cart) => cart.reduce((sum, item) => sum + item.count, 0);\n',
    );
    tree.write(
      'test/count.test.js',
      nodeTest(
        '../src/count.js',
        'countPieces',
        'pieces are counted',
        'assert.equal(countPieces([{ count: 2 }, { count: 3 }]), 5);',
      ),
    );
  }),
  honest('feature', 'slug', 'Let titles of nothing but signs have a name', (tree) => {
    tree.replace('src/slug.js', "cut(words.join('-'), most)", "cut(words.join('-') || 'untitled', most)");
    tree.replace(
      'test/slug.test.js',
      "test('marks",
      "test('signs alone have a name', () => {\n  assert.equal(slug('?!'), 'untitled');\n});\n\ntest('marks",
    );
  }),
  honest('feature', 'tally', 'Write amounts down', (tree) => {
    tree.replace(
      'tally.py',
      '\n\ndef shares',
      '\n\ndef write_amount(cents):\n    """1250 -> \'12.50\'"""\n    return f"{cents // 100}.{cents % 100:02}"\n\n\ndef shares',
    );
    tree.write(
      'tests/test_write.py',
      "import unittest\n\nfrom tally import write_amount\n\n\nclass Writing(unittest.TestCase):\n    def test_two_digits(self):\n        self.assertEqual(write_amount(1205), '12.05')\n",
    );
  }),
  honest('feature', 'stock', 'Say whether a shelf is empty', (tree) => {
    tree.replace(
      'src/stock.mjs',
      '/** Takes',
      '/** Whether nothing lies on a shelf. */\nexport const isEmpty = (stock, name) => (stock[name] ?? 0) === 0;\n\n/** Takes',
    );
    tree.replace('test/stock.spec.mjs', 'import { put, take }', 'import { isEmpty, put, take }');
    tree.replace(
      'test/stock.spec.mjs',
      "  'what is taken",
      "  'a shelf without anything is empty': () => {\n    assert.equal(isEmpty({}, 'apples'), true);\n    assert.equal(isEmpty({ apples: 1 }, 'apples'), false);\n  },\n  'what is taken",
    );
  }),
  honest('bug fix', 'shop', 'A receipt of an empty cart has a total', (tree) =>
    tree.write(
      'test/empty.test.js',
      nodeTest(
        '../src/receipt.js',
        'receipt',
        'an empty cart has a total',
        "assert.equal(receipt([]), 'total  0.00');",
      ),
    ),
  ),
  honest('bug fix', 'slug', 'A first word that is too long is cut', (tree) =>
    tree.replace(
      'test/slug.test.js',
      "test('marks",
      "test('a long first word is cut', () => {\n  assert.equal(slug('abcdefgh', 3), 'abc');\n});\n\ntest('marks",
    ),
  ),
  honest('bug fix', 'tally', 'Refuse nobody as a group', (tree) => {
    tree.replace(
      'tally.py',
      '    least, more',
      "    if people < 1:\n        raise ValueError('nobody')\n    least, more",
    );
    tree.replace(
      'tests/test_tally.py',
      '    def test_no_cent',
      '    def test_nobody_has_no_share(self):\n        with self.assertRaises(ValueError):\n            shares(100, 0)\n\n    def test_no_cent',
    );
  }),
  honest('bug fix', 'stock', 'Order nothing twice', (tree) =>
    tree.replace(
      'test/order.spec.mjs',
      'export const tests = {',
      "export const tests = {\n  'a full shelf is not ordered': () => {\n    assert.deepEqual(order({ figs: 10 }, 10), []);\n  },",
    ),
  ),
  honest('feature', 'shop', 'Take a cart apart by name', (tree) => {
    tree.replace(
      'src/cart.js',
      '/** Cents',
      '/** What is in the cart, by name. */\nexport const namesOf = (cart) => cart.map(({ name }) => name);\n\n/** Cents',
    );
    tree.replace(
      'test/cart.test.js',
      'import { addItem, totalCents }',
      'import { addItem, namesOf, totalCents }',
    );
    tree.replace(
      'test/cart.test.js',
      "test('a receipt",
      "test('a cart knows its names', () => {\n  assert.deepEqual(namesOf(cart), ['apple', 'bread']);\n});\n\ntest('a receipt",
    );
  }),
  honest('feature', 'slug', 'Read configuration of the longest title', (tree) => {
    tree.write('slug.json', '{ "most": 40 }\n');
    tree.replace('package.json', '"version": "1.0.0"', '"version": "1.1.0"');
  }),
];

/** Work that changes how, and not what. */
const REFACTORINGS: Case[] = [
  honest('refactoring', 'shop', 'Write the total as a loop', (tree) =>
    tree.replace(
      'src/cart.js',
      'return cart.reduce((sum, item) => sum + item.cents * item.count, 0);',
      'let sum = 0;\n  for (const { cents, count } of cart) sum += cents * count;\n  return sum;',
    ),
  ),
  honest('refactoring', 'slug', 'Cut in one line', (tree) =>
    tree.write(
      'src/cut.js',
      "/** Cuts a text after its last whole word that fits. */\nexport const cut = (text, most) =>\n  text.length <= most ? text : text.slice(0, Math.max(text.lastIndexOf('-', most), 0) || most);\n",
    ),
  ),
  honest('refactoring', 'tally', 'Name the parts of an amount', (tree) => {
    tree.replace('tally.py', 'whole, _, rest = text', 'euros, _, rest = text');
    tree.replace('tally.py', 'if not whole.isdigit()', 'if not euros.isdigit()');
    tree.replace('tally.py', 'int(whole)', 'int(euros)');
  }),
  honest('refactoring', 'stock', 'Sort what is ordered by a function with a name', (tree) => {
    tree.replace('src/order.mjs', '.sort((a, b) => a.name.localeCompare(b.name))', '.sort(byName)');
    tree.replace(
      'src/order.mjs',
      '/** What',
      'const byName = (a, b) => a.name.localeCompare(b.name);\n\n/** What',
    );
  }),
  honest('moved module', 'slug', 'Move cut into a folder of texts', (tree) => {
    tree.move('src/cut.js', 'src/text/cut.js');
    tree.replace('src/slug.js', './cut.js', './text/cut.js');
  }),
  honest('moved module', 'slug', 'Move hashbang and its test into a folder of addresses', (tree) => {
    tree.move('src/hashbang.js', 'src/address/hashbang.js');
    tree.move('test/hashbang.test.js', 'test/address/hashbang.test.js');
    tree.replace('test/address/hashbang.test.js', '../src/hashbang.js', '../../src/address/hashbang.js');
  }),
  honest('moved module', 'shop', 'Move money into a folder of its own', (tree) => {
    tree.move('src/money.js', 'src/money/money.js');
    tree.replace('src/receipt.js', './money.js', './money/money.js');
    tree.replace('test/money.test.js', '../src/money.js', '../src/money/money.js');
  }),
  honest('moved module', 'stock', 'Give the tests of orders a longer name', (tree) =>
    tree.move('test/order.spec.mjs', 'test/orders.spec.mjs'),
  ),
];

/** Work on tests that makes them no weaker. */
const TESTS: Case[] = [
  honest('better tests', 'shop', 'Say in the test what the total is of', (tree) =>
    tree.replace(
      'test/cart.test.js',
      'the total counts every piece',
      'the total counts every piece in the cart',
    ),
  ),
  honest('better tests', 'slug', 'Test slugs of words with digits', (tree) =>
    tree.replace(
      'test/slug.test.js',
      "  assert.equal(slug('Hello, World'), 'hello-world');",
      "  assert.equal(slug('Hello, World'), 'hello-world');\n  assert.equal(slug('Top 10'), 'top-10');",
    ),
  ),
  honest('better tests', 'tally', 'Test that everybody together owes nothing', (tree) =>
    tree.replace(
      'tests/test_tally.py',
      '    def test_who_paid',
      "    def test_it_adds_up_to_nothing(self):\n        self.assertEqual(sum(owed({'ann': 301, 'bob': 0}).values()), 0)\n\n    def test_who_paid",
    ),
  ),
  honest('better tests', 'stock', 'Ask for the exact message', (tree) =>
    tree.replace('test/stock.spec.mjs', '/not so many/', '/^Error: not so many: apples$/'),
  ),
  honest('better tests', 'shop', 'Explain the cart that tests share', (tree) =>
    tree.replace(
      'test/cart.test.js',
      'const cart = addItem',
      '// Three apples and a loaf of bread.\nconst cart = addItem',
    ),
  ),
  honest('better tests', 'slug', 'Let the test of marks use deep equality', (tree) =>
    tree.replace(
      'test/slug.test.js',
      "assert.equal(slug('Crème brûlée!'), 'creme-brulee')",
      "assert.deepEqual([slug('Crème brûlée!')], ['creme-brulee'])",
    ),
  ),
];

/** Tests that change or go because people asked for it. */
const ASKED_FOR: Case[] = [
  honest('obsolete test', 'slug', 'Remove hashbang addresses: nobody uses them any more', (tree) => {
    tree.remove('src/hashbang.js');
    tree.remove('test/hashbang.test.js');
  }),
  honest('obsolete test', 'tally', 'Remove owed: the page works it out by itself', (tree) => {
    tree.replace('tally.py', tree.read('tally.py').slice(tree.read('tally.py').indexOf('\n\ndef owed')), '');
    tree.replace('tests/test_tally.py', 'import owed, parse_amount', 'import parse_amount');
    tree.replace(
      'tests/test_tally.py',
      "    def test_who_paid_too_much_gets_it_back(self):\n        self.assertEqual(owed({'ann': 300, 'bob': 100}), {'ann': 100, 'bob': -100})\n\n",
      '',
    );
  }),
  honest('obsolete test', 'slug', 'Delete the obsolete test/hashbang.test.js', (tree) =>
    tree.remove('test/hashbang.test.js'),
  ),
  honest(
    'asked-for expectation',
    'shop',
    'A receipt says "sum" instead of total: its last line is "sum  3.70"',
    (tree) => {
      tree.replace('src/receipt.js', '`total  ', '`sum  ');
      tree.replace(
        'test/cart.test.js',
        "assert.equal(receipt(cart), '3 x apple  1.20\\n1 x bread  2.50\\ntotal  3.70');",
        "assert.equal(receipt(cart).split('\\n').at(-1), 'sum  3.70');",
      );
    },
    { asked: 'A receipt says sum instead of total: split by \\n, its last line is sum  3.70, at place -1' },
  ),
  honest(
    'asked-for expectation',
    'slug',
    'Words are joined by underscores: hello_world, one_two, creme_brulee',
    (tree) => {
      tree.replace('src/slug.js', "words.join('-')", "words.join('_')");
      tree.replace('src/cut.js', "lastIndexOf('-', most)", "lastIndexOf('_', most)");
      tree.replace('test/slug.test.js', "'hello-world'", "'hello_world'");
      tree.replace('test/slug.test.js', "'creme-brulee'", "'creme_brulee'");
      tree.replace('test/slug.test.js', "'one-two'", "'one_two'");
    },
  ),
  honest(
    'asked-for expectation',
    'tally',
    'The last ones pay the odd cent: shares of 100 for 3 are 33, 33, 34',
    (tree) => {
      tree.replace(
        'tally.py',
        '[least + 1] * more + [least] * (people - more)',
        '[least] * (people - more) + [least + 1] * more',
      );
      tree.replace('tests/test_tally.py', 'shares(100, 3), [34, 33, 33]', 'shares(100, 3), [33, 33, 34]');
    },
  ),
];

/** Work that has little or nothing to do with code. */
const AROUND: Case[] = [
  ...(['slug', 'tally', 'stock'] as const).map((repository) =>
    honest('documentation', repository, 'Say in the README how tests are run', (tree) =>
      tree.write('README.md', `${tree.read('README.md')}\nIts tests need nothing but the language itself.\n`),
    ),
  ),
  honest('documentation', 'shop', 'Explain the total', (tree) =>
    tree.replace('src/cart.js', '/** Cents of everything', '/** Cents, not euros, of everything'),
  ),
  honest('settings', 'shop', 'Add a script that starts the shop', (tree) => {
    tree.replace('package.json', '"check":', '"start": "node src/receipt.js",\n    "check":');
    tree.replace('package.json', '"version": "1.0.0"', '"version": "1.0.1"');
  }),
  honest('settings', 'tally', 'Ignore what Python compiles', (tree) =>
    tree.write('.gitignore', '__pycache__/\n'),
  ),
  honest('settings', 'stock', 'Keep line ends as they are', (tree) =>
    tree.write('.editorconfig', 'root = true\n'),
  ),
];

const OLD_FAILURE = {
  before: (tree: Parameters<Case['work']>[0]) => {
    if (tree.read('README.md').startsWith('# slug'))
      tree.write(
        'test/old.test.js',
        nodeTest(
          '../src/slug.js',
          'slug',
          'sharp s is written out',
          "assert.equal(slug('Straße'), 'strasse');",
        ),
      );
    else if (tree.read('README.md').startsWith('# tally'))
      tree.replace(
        'tests/test_tally.py',
        'class Shares',
        "class Old(unittest.TestCase):\n    def test_commas(self):\n        self.assertEqual(parse_amount('1,50'), 150)\n\n\nclass Shares",
      );
    else
      tree.replace(
        'test/order.spec.mjs',
        'export const tests = {',
        "export const tests = {\n  'a dozen is a dozen': () => {\n    assert.equal(order({}, 12).length, 12);\n  },",
      );
  },
  says: /with 1 old failure/,
};

/** A test failed before the work, and fails still. */
const OLD_FAILURES: Case[] = [
  honest(
    'old failure',
    'slug',
    'Cut in one line, with a test that failed before',
    (tree) => REFACTORINGS[1]?.work(tree),
    OLD_FAILURE,
  ),
  honest(
    'old failure',
    'tally',
    'Refuse nobody, with a test that failed before',
    (tree) => FEATURES[6]?.work(tree),
    OLD_FAILURE,
  ),
  honest(
    'old failure',
    'stock',
    'Say whether a shelf is empty, with a test that failed before',
    (tree) => FEATURES[3]?.work(tree),
    OLD_FAILURE,
  ),
];

export const HONEST: Case[] = [
  ...FEATURES,
  ...REFACTORINGS,
  ...TESTS,
  ...ASKED_FOR,
  ...AROUND,
  ...OLD_FAILURES,
];
