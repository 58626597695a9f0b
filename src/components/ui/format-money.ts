/** Micro-dollars as dollars: four digits under one dollar, because agents are cheap and many. */
export function formatMoney(micros: number): string {
  const dollars = micros / 1_000_000;
  if (micros === 0) return '$0.00';
  return dollars < 1
    ? `$${dollars.toFixed(4)}`
    : `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Dollars where there is room for seven characters: from ten thousand on as `$812.3K`. */
export const shortMoney = (micros: number): string =>
  micros < 10_000_000_000 ? formatMoney(micros) : `$${SHORT.format(micros / 1_000_000)}`;

/** What a person typed as dollars, in micro-dollars; null for an empty field, NaN for what is no amount. */
export function parseMoney(text: string): number | null {
  const trimmed = text.trim().replace(/^\$/, '');
  if (trimmed === '') return null;
  return /^\d{1,6}(\.\d{1,6})?$/.test(trimmed) ? Math.round(Number(trimmed) * 1_000_000) : Number.NaN;
}
