/** What things cost, in cents. */
export const PRICES = Object.freeze({
  bread: 250,
  apple: 40,
  milk: 130,
});
