import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMoney, parseMoney } from '../src/money.js';

test('a price is read as whole cents', () => {
  assert.equal(parseMoney('12.50'), 1250);
  assert.equal(parseMoney('3'), 300);
  assert.throws(() => parseMoney('1.5'), /not a price/);
});

test('cents are written with two digits', () => {
  assert.equal(formatMoney(1250), '12.50');
  assert.equal(formatMoney(5), '0.05');
});
