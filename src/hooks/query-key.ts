/** Under which key an answer is cached; the server fills the same keys that the browser reads. */
export function queryKey(name: string, given: { params?: unknown; query?: unknown }) {
  return [name, given.params ?? null, given.query ?? null] as const;
}
