import { type Scenario, type Step, unlessDone } from '../scenario';

const appendTo = (file: string, after: string, added: string) => ({
  name: 'Edit',
  input: { file_path: `{{cwd}}/${file}`, old_string: after, new_string: `${after}${added}` },
});
const LAST_OF_MONEY = `return \`\${Math.floor(cents / 100)}.\${String(cents % 100).padStart(2, '0')}\`;
}
`;
const LAST_OF_TEST = "assert.equal(formatMoney(5), '0.05');\n});\n";

const percentOf = (rounded: string) =>
  appendTo(
    'src/money.js',
    LAST_OF_MONEY,
    `\n/** Whole cents of a share: percentOf(999, 15) -> 150. */\nexport function percentOf(cents, percent) {\n  return ${rounded};\n}\n`,
  );
const itsTest = [
  {
    name: 'Edit',
    input: {
      file_path: '{{cwd}}/test/money.test.js',
      old_string: 'import { formatMoney, parseMoney }',
      new_string: 'import { formatMoney, parseMoney, percentOf }',
    },
  },
  appendTo(
    'test/money.test.js',
    LAST_OF_TEST,
    "\ntest('a share is rounded half up', () => {\n  assert.equal(percentOf(999, 15), 150);\n  assert.equal(percentOf(250, 10), 25);\n});\n",
  ),
];
const look: Step = {
  text: 'I read the money functions and their tests first.',
  tools: [
    { name: 'Read', input: { file_path: '{{cwd}}/src/money.js' } },
    { name: 'Read', input: { file_path: '{{cwd}}/test/money.test.js' } },
  ],
};
const runTests = { name: 'Bash', input: { command: 'node --test', description: 'Run the tests' } };

/** Adds a function and its test, right at once. */
export const edit: Scenario = {
  name: 'edit',
  about: 'adds percentOf() to src/money.js with a test; every check passes',
  steps: unlessDone('export function percentOf', [
    look,
    {
      text: 'Now the function and its test.',
      tools: [percentOf('Math.round((cents * percent) / 100)'), ...itsTest],
    },
    { text: 'I run the tests.', tools: [runTests] },
    { text: 'percentOf() is in src/money.js, rounded half up, with a test of its own.' },
  ]),
};

const DONE: Step = { text: 'Shares are rounded half up, and the test passes.' };
const wrongThenRight: Step[] = [
  look,
  {
    text: 'Now the function and its test.',
    tools: [percentOf('Math.floor((cents * percent) / 100)'), ...itsTest],
  },
  { text: 'percentOf() is in src/money.js with a test of its own.' },
  {
    thinking: 'The test says 149 is not 150: I cut instead of rounding.',
    text: 'The test is right: the share was cut, not rounded. I repair that.',
    tools: [
      {
        name: 'Edit',
        input: {
          file_path: '{{cwd}}/src/money.js',
          old_string: 'Math.floor((cents * percent) / 100)',
          new_string: 'Math.round((cents * percent) / 100)',
        },
      },
    ],
  },
  { text: 'I run the tests.', tools: [runTests] },
  { text: 'Shares are rounded half up now, and the test passes.' },
];

/** Says it is done while a test fails; the checks of the runner send it back, and it repairs its mistake. */
export const repair: Scenario = {
  name: 'repair',
  about: 'adds percentOf() wrongly, is sent back by the failing test, repairs it',
  prompts: /percent(age)? of a price|percentOf/i,
  steps: ({ answers, shown }) => {
    // An attempt that was cut off may have left its mistake behind.
    if (answers > 0 && shown[0]?.includes('Math.floor((cents * percent)'))
      return wrongThenRight[answers + 2] ?? DONE;
    if (answers > 0 && shown[0]?.includes('export function percentOf')) return DONE;
    return wrongThenRight[answers] ?? DONE;
  },
};
