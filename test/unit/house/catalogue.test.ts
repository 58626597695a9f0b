import { expect, test } from 'vitest';
import { readSources } from '../../../scripts/house/read-sources';

/** Attributes that people read or hear, written in place; text between tags is the linter's to find. */
const SAID = /\s(?:aria-label|title|label|hint|alt|heading|note|description|lead)="([^"]*\p{L}{2}[^"]*)"/gu;
/** Names of members in flow.json, which are the same in every language. */
const NAMES = new Set(['flow.json', 'part', 'id']);

const plainWords = (source: string) =>
  [...source.matchAll(SAID)].map(([, text]) => text ?? '').filter((text) => !NAMES.has(text));

test('what labels and titles of the pages say stands in the catalogue', () => {
  const found = [...readSources('.')]
    .filter(([file]) => /^src\/(app|components)\/.*\.tsx$/.test(file))
    .flatMap(([file, source]) => plainWords(source).map((text) => `${file}: ${text}`));
  expect(found).toEqual([]);
});

test('a planted label is caught, and one from the catalogue is not', () => {
  expect(plainWords('<Button aria-label="Close the list" />')).toEqual(['Close the list']);
  expect(plainWords('<Button aria-label={words.close} className="flex" />')).toEqual([]);
});
