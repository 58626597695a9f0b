/**
 * As Promise.all for work inside one transaction: throws the first failure only when all have settled, so that nothing
 * is written any more when the transaction is rolled back.
 */
export async function settleAll<T>(work: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
