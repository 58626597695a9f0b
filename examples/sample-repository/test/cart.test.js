import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addItem, totalCents } from '../src/cart.js';
import { receipt } from '../src/receipt.js';

const cart = addItem(addItem([], 'apple', 40, 3), 'bread', 250);

test('the total counts every piece', () => {
  assert.equal(totalCents(cart), 370);
});

test('a receipt ends with the total', () => {
  assert.equal(receipt(cart), '3 x apple  1.20\n1 x bread  2.50\ntotal  3.70');
});
