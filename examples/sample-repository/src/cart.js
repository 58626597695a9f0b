/** A cart is a list of { name, cents, count }. */
export function addItem(cart, name, cents, count = 1) {
  return [...cart, { name, cents, count }];
}

/** Cents of everything in the cart. */
export function totalCents(cart) {
  return cart.reduce((sum, item) => sum + item.cents * item.count, 0);
}
