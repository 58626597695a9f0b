/**
 * Prisma sends the queries of one transaction side by side, which pg announces to forbid in its next major
 * version. Nobody who starts this program can act on that; every other warning is printed as Node would.
 */
const KNOWN = /client\.query\(\) when the client is already executing a query/;

/** Prints warnings of this process, except those that are known and not the user's to mend. */
export function silenceKnownWarnings(): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!KNOWN.test(warning.message)) console.error(warning.stack ?? String(warning));
  });
}
