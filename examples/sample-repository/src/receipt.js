import { totalCents } from './cart.js';
import { formatMoney } from './money.js';

/** The receipt of a cart, one line for each item and one for the total. */
export function receipt(cart) {
  const lines = cart.map((item) => `${item.count} x ${item.name}  ${formatMoney(item.cents * item.count)}`);
  return [...lines, `total  ${formatMoney(totalCents(cart))}`].join('\n');
}
