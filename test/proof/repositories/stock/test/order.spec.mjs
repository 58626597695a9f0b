import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { order } from '../src/order.mjs';

const expected = JSON.parse(readFileSync(new URL('expected.json', import.meta.url), 'utf8'));

export const tests = {
  'what is missing is ordered': () => {
    assert.deepEqual(order({ pears: 2, apples: 7, plums: 10 }, 10), expected);
  },
};
