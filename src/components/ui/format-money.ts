/** Micro-dollars as dollars: four digits under one dollar, because agents are cheap and many. */
export function formatMoney(micros: number): string {
  const dollars = micros / 1_000_000;
  if (micros === 0) return '$0.00';
  return dollars < 1
    ? `$${dollars.toFixed(4)}`
    : `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** What a person typed as dollars, in micro-dollars; null for an empty field, NaN for what is no amount. */
export function parseMoney(text: string): number | null {
  const trimmed = text.trim().replace(/^\$/, '');
  if (trimmed === '') return null;
  return /^\d{1,6}(\.\d{1,6})?$/.test(trimmed) ? Math.round(Number(trimmed) * 1_000_000) : Number.NaN;
}
