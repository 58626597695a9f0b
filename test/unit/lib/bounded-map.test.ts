import { describe, expect, it } from 'vitest';
import { BoundedMap } from '@/lib/bounded-map';

describe('a bounded map', () => {
  it('never holds more than it says, and drops what was set longest ago', () => {
    const dropped: string[] = [];
    const map = new BoundedMap<string, number>(3, (key) => dropped.push(key));
    for (const [i, key] of ['a', 'b', 'c', 'a', 'd', 'e'].entries()) map.set(key, i);
    expect([...map]).toEqual([
      ['a', 3],
      ['d', 4],
      ['e', 5],
    ]);
    expect(dropped).toEqual(['b', 'c']);
  });

  it('stays as small as it is, however many come', () => {
    const map = new BoundedMap<number, string>(100);
    for (let i = 0; i < 100_000; i++) map.set(i, 'x');
    expect([map.size, map.has(99_999), map.has(99_900), map.has(99_899)]).toEqual([100, true, true, false]);
  });
});
