import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashbang } from '../src/hashbang.js';

test('a path gets its bang', () => {
  assert.equal(hashbang('/a/b'), '#!/a/b');
});
