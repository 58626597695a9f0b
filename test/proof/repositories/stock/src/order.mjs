/** What must be ordered so that every shelf holds `least`, by name. */
export function order(stock, least) {
  return Object.entries(stock)
    .filter(([, count]) => count < least)
    .map(([name, count]) => ({ name, count: least - count }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
