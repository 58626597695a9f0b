/** An error and what caused it, also where a driver adapter tucks the cause away. */
export function causesOf(error: unknown): object[] {
  const found: object[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && found.length < 10) {
    const at = queue.shift();
    if (typeof at !== 'object' || at === null) continue;
    found.push(at);
    const { cause, meta, driverAdapterError, originalCode } = at as Record<string, unknown>;
    queue.push(cause, meta, driverAdapterError);
    if (typeof originalCode === 'string') found.push({ code: originalCode });
  }
  return found;
}

/** The codes of a chain of causes: of Postgres, of Prisma, of the network. */
export const codesOf = (chain: object[]): string[] =>
  chain.map((error) => String((error as { code?: unknown }).code ?? ''));
