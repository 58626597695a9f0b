import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown } from '@/components/ui/read-markdown';

test('lists, code, emphasis, links and refs are told apart', () => {
  expect(
    readMarkdown('See **TASK-1** in `a*b*c`:\n\n- one\n- [two](https://example.com/x)\n\n```\n# no\n```'),
  ).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: 'See ' },
          { kind: 'strong', text: 'TASK-1' },
          { kind: 'text', text: ' in ' },
          { kind: 'code', text: 'a*b*c' },
          { kind: 'text', text: ':' },
        ],
      ],
    },
    {
      kind: 'list',
      ordered: false,
      items: [
        [{ kind: 'text', text: 'one' }],
        [{ kind: 'link', text: 'two', href: 'https://example.com/x' }],
      ],
    },
    { kind: 'fence', text: '# no' },
  ]);
});

test('what is no http address is no link, and HTML is text', () => {
  const spans = JSON.stringify(
    readMarkdown(
      '[a](javascript:alert(1)) <img src=x onerror=alert(1)> [b](data:text/html,x) //evil.example',
    ),
  );
  expect(spans).not.toContain('"link"');
});

test('any text is read to its end: no word of it is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[`*[\]()#>~_-]{0,3}[a-z]{4}[`*[\]()]{0,3}$/), { maxLength: 8 }),
      (words) => {
        // What stands behind a fence says in which language the code is.
        fc.pre(words.every((word) => !/^(```|~~~)/.test(word)));
        const said = JSON.stringify(readMarkdown(words.join('\n')));
        for (const word of words) expect(said).toContain(word.match(/[a-z]{4}/)?.[0]);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
