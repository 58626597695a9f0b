import assert from 'node:assert/strict';
import { put, take } from '../src/stock.mjs';

export const tests = {
  'what is put lies there': () => {
    assert.deepEqual(put({}, 'apples', 3), { apples: 3 });
  },
  'what is taken is gone': () => {
    assert.deepEqual(take({ apples: 3 }, 'apples', 2), { apples: 1 });
  },
  'what is not there cannot be taken': () => {
    assert.throws(() => take({}, 'apples', 1), /not so many/);
  },
};
