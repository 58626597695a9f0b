import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { logger } from './logger';
import { SerialClient } from './serial-client';
import { LISTEN, PROBE, TELL } from './wake.sql';
import type { WakeChannel, WakeEars } from './wake-channel';

const AGAIN_MS = 1_000;
/** A connection that is cut without a word is found within two of these. */
const PROBE_MS = 10_000;

/** LISTEN and NOTIFY over one direct connection of this process. */
export class WakesOverPostgres implements WakeChannel {
  readonly name = 'Postgres';
  private readonly me = randomUUID();
  private client?: pg.Client;
  private closed = false;
  private again?: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly ears: WakeEars,
  ) {
    void this.connect();
  }

  tell(topics: string[]): void {
    // A payload holds 8,000 bytes; topics are short.
    for (let i = 0; i < topics.length; i += 100) {
      const payload = `${this.me} ${topics.slice(i, i + 100).join(' ')}`;
      this.client
        ?.query(TELL, [payload])
        .catch((error: Error) => logger().debug({ error: error.message }, 'a wake-up was not sent'));
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.client?.end().catch(() => {});
  }

  private async connect(): Promise<void> {
    const client = new SerialClient({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'ao-wake',
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
    });
    let lost = false;
    let probe: NodeJS.Timeout | undefined;
    const retry = (why: string) => {
      if (lost) return;
      lost = true;
      clearInterval(probe);
      this.client = undefined;
      if (this.closed) return;
      this.ears.down(why);
      this.again = setTimeout(() => void this.connect(), AGAIN_MS).unref();
      void client.end().catch(() => {});
    };
    client
      .on('error', (error) => retry(error.message))
      .on('end', () => retry('the connection ended'))
      .on('notification', ({ payload = '' }) => {
        const [sender, ...topics] = payload.split(' ');
        if (sender !== this.me) this.ears.heard(topics);
      });
    try {
      await client.connect();
      await client.query(LISTEN);
    } catch (error) {
      return retry((error as Error).message);
    }
    // Closed while it was connecting: nobody else would hang up.
    if (this.closed) return void (await client.end().catch(() => {}));
    this.client = client;
    probe = setInterval(() => {
      client.query(PROBE).catch((error: Error) => retry(error.message));
    }, PROBE_MS).unref();
    this.ears.up();
  }
}
