const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in an element of XML. */
export const xmlText = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ENTITIES[found] as string);
