/** A key to press. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="rounded border border-line bg-sunken px-1 text-meta text-ink-2">{children}</kbd>;
}
