/** Where a task of the table `t` stands in the order of claims, in microseconds: it keeps that place while it waits. */
export const claimPlaceOf = (t: string): string =>
  `(extract(epoch from ${t}.queued_at) * 1000000 + ${t}.priority * 600000000::float8)::float8`;
