/** Puts pieces on a shelf; a new stock, the old one stays. */
export function put(stock, name, count) {
  return { ...stock, [name]: (stock[name] ?? 0) + count };
}

/** Takes pieces off a shelf. Throws where there are not so many. */
export function take(stock, name, count) {
  const left = (stock[name] ?? 0) - count;
  if (left < 0) throw new Error(`not so many: ${name}`);
  return { ...stock, [name]: left };
}
