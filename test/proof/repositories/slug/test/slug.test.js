import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug } from '../src/slug.js';

test('words are joined by dashes', () => {
  assert.equal(slug('Hello, World'), 'hello-world');
});

test('marks are taken off letters', () => {
  assert.equal(slug('Crème brûlée!'), 'creme-brulee');
});

test('a long title ends with a whole word', () => {
  assert.equal(slug('one two three four', 9), 'one-two');
});
