/** Cuts a text after its last whole word that fits. */
export function cut(text, most) {
  if (text.length <= most) return text;
  const end = text.lastIndexOf('-', most);
  return text.slice(0, end > 0 ? end : most);
}
