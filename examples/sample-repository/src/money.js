/** '12.50' -> 1250. Throws on anything that is not a price. */
export function parseMoney(text) {
  const match = /^(\d+)(?:\.(\d{2}))?$/.exec(text.trim());
  if (!match) throw new Error(`not a price: ${text}`);
  return Number(match[1]) * 100 + Number(match[2] ?? 0);
}

/** 1250 -> '12.50' */
export function formatMoney(cents) {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
