import { expect, test } from 'vitest';
import { mentionsIn } from '@/domain/remarks/mentions-in';

const ana = { id: 'ana', name: 'Ana', email: 'ana.b@example.com' };
const anabel = { id: 'anabel', name: 'Anabel Lee', email: 'lee@example.com' };
const named = (text: string) => mentionsIn(text, [ana, anabel]).map(({ id }) => id);

test('who is named by name, by name without spaces or by address is meant, the longest first', () => {
  expect(named('@ana, look')).toEqual(['ana']);
  expect(named('@Anabel Lee and @anabellee')).toEqual(['anabel']);
  expect(named('(@lee) @ana.b')).toEqual(['anabel', 'ana']);
});

test('an address, part of a word and code name nobody', () => {
  expect(named('write to x@ana or @anasthasia')).toEqual([]);
  expect(named('`@ana` and\n```\n@lee\n```\n@bob')).toEqual([]);
});
