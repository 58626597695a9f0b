import pg from 'pg';

type Query = (...given: unknown[]) => Promise<unknown>;

/**
 * A client that sends a query when the one before is answered. Prisma hands those of one transaction in side by side,
 * which the protocol cannot do anyway, and which pg warns of in the terminal of whoever runs the program.
 */
export class SerialClient extends pg.Client {
  private last: Promise<unknown> = Promise.resolve();

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it
  override query(...given: any[]): any {
    const query = super.query.bind(this) as unknown as Query;
    const [first] = given;
    if (given.some((one) => typeof one === 'function') || typeof first?.submit === 'function')
      return query(...given);
    const answer = this.last.then(() => query(...given));
    this.last = answer.catch(() => {});
    return answer;
  }
}
