import { inSpan, tracing } from './tracing';
import { UtcClient } from './utc-client';

type Query = (...given: unknown[]) => Promise<unknown>;

/**
 * A client that sends a query when the one before is answered. Prisma hands those of one transaction in side by side,
 * which the protocol cannot do anyway, and which pg warns of in the terminal of whoever runs the program.
 */
export class SerialClient extends UtcClient {
  private last: Promise<unknown> = Promise.resolve();

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it
  override query(...given: any[]): any {
    const query = super.query.bind(this) as unknown as Query;
    const [first] = given;
    if (given.some((one) => typeof one === 'function') || typeof first?.submit === 'function')
      return query(...given);
    const on = tracing();
    const ask = on ? () => inSpan(on, nameOf(first), {}, () => query(...given)) : () => query(...given);
    const answer = this.last.then(ask);
    this.last = answer.catch(() => {});
    return answer;
  }
}

/** What a statement does and to which table: such as SELECT and task; nothing of its values. */
function nameOf(query: string | { text: string }): string {
  const text = typeof query === 'string' ? query : query.text;
  const [, verb = '', table = ''] =
    text.match(/^\s*(\w+)(?:[\s\S]*?\b(?:from|into|update)\s+(?:"public"\.)?"?(\w+))?/i) ?? [];
  return `${verb.toUpperCase()} ${table}`.trim();
}
