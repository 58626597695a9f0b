import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldBack } from '@/components/event/held-back';

const events = (cursors: number[]) => cursors.map((cursor) => ({ cursor: String(cursor) })) as never[];

test('a list that does not stand still shows everything', () => {
  expect(heldBack(events([3, 2, 1]), null)).toMatchObject({ waiting: 0, shown: { length: 3 } });
});

test('what is newer than where it stands waits, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 30 }), (newer, older) => {
      const all = events(Array.from({ length: newer + older }, (_, i) => newer + older - i));
      const { shown, waiting } = heldBack(all, String(older));
      expect(waiting).toBe(newer);
      expect(shown).toEqual(all.slice(newer));
    }),
  );
});

test('where it stood is no longer among what was read: the list is shown as it is', () => {
  expect(heldBack(events([9, 8]), '3')).toMatchObject({ waiting: 0, shown: { length: 2 } });
});
