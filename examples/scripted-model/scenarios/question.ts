import type { Conversation, Scenario } from '../scenario';

const ASKED = 'Which currency should a receipt show?';

/** Asks a person one question, and writes a file and its test by what the answer says. */
const asking =
  (file: string, about: string, end: string): Scenario['steps'] =>
  (conversation) => {
    if (conversation.answers === 0) {
      const options = [
        { label: 'Euro', description: 'Receipts end with EUR' },
        { label: 'Pound', description: 'Receipts end with GBP' },
      ];
      const input = { questions: [{ question: ASKED, header: 'Currency', multiSelect: false, options }] };
      return {
        text: 'The task does not say which currency; I ask.',
        tools: [{ name: 'AskUserQuestion', input }],
      };
    }
    if (conversation.answers === 1) {
      const code = chosen(conversation);
      const content = `/** ${about} */\nexport const CURRENCY = '${code}';\n`;
      return {
        text: `The answer is ${code}.`,
        tools: [{ name: 'Write', input: { file_path: `{{cwd}}/src/${file}.js`, content } }],
      };
    }
    if (conversation.answers === 2) {
      const content = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CURRENCY } from '../src/${file}.js';

test('the currency of ${file} is a three-letter code', () => {
  assert.match(CURRENCY, /^[A-Z]{3}$/);
});
`;
      return {
        text: 'Now its test.',
        tools: [{ name: 'Write', input: { file_path: `{{cwd}}/test/${file}.test.js`, content } }],
      };
    }
    return { text: end };
  };

/** What asks: the second asks what the first did, so that an answer for good is its answer too. */
export const questions: Scenario[] = [
  {
    name: 'price-tags',
    about: 'asks the same question for price tags, then writes src/price-tags.js accordingly',
    prompts: /price tags/i,
    steps: asking(
      'price-tags',
      'What a price tag shows behind its price.',
      'Price tags know their currency now.',
    ),
  },
  {
    name: 'question',
    about: 'asks which currency a receipt should show, then writes src/currency.js accordingly',
    prompts: /currency/i,
    steps: asking('currency', 'What a receipt shows behind its total.', 'Receipts know their currency now.'),
  },
];

/** The answer comes as the result of the tool; where its session was cut off meanwhile, in what is said next. */
function chosen({ results, said }: Conversation): string {
  const answer = results.length > 0 ? results.map((result) => result.text).join('\n') : (said.at(-1) ?? '');
  if (/Pound/.test(answer.replace(ASKED, ''))) return 'GBP';
  return /Euro/.test(answer) ? 'EUR' : 'XXX';
}
