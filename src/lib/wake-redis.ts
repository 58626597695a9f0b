import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { logger } from './logger';
import type { WakeChannel, WakeEars } from './wake-channel';

const LONGEST_PAUSE_MS = 1_000;

/** Publish and subscribe of Redis or Valkey, by two connections of this process: one that listens can say nothing. */
export class WakesOverRedis implements WakeChannel {
  readonly name = 'Redis';
  private readonly me = randomUUID();
  private readonly channel: string;
  private readonly listens: Redis;
  private readonly tells: Redis;

  /** `database` keeps apart those who share a Redis but no database. */
  constructor(url: string, database: string, ears: WakeEars) {
    this.channel = `ao_wake:${database}`;
    const options = {
      connectTimeout: 2_000,
      maxRetriesPerRequest: null,
      retryStrategy: (tries: number) => Math.min(100 * tries, LONGEST_PAUSE_MS),
    };
    this.tells = new Redis(url, { ...options, enableOfflineQueue: false });
    this.listens = new Redis(url, { ...options, autoResubscribe: false });
    let why = 'the connection ended';
    this.tells.on('error', () => {});
    this.listens
      .on('error', (error: Error) => {
        why = error.message || why;
      })
      .on('close', () => ears.down(why))
      .on('ready', () =>
        this.listens.subscribe(this.channel).then(ears.up, () => this.listens.disconnect(true)),
      )
      .on('message', (_, message: string) => {
        const [sender, ...topics] = message.split(' ');
        if (sender !== this.me) ears.heard(topics);
      });
  }

  tell(topics: string[]): void {
    this.tells
      .publish(this.channel, `${this.me} ${topics.join(' ')}`)
      .catch((error: Error) => logger().debug({ error: error.message }, 'a wake-up was not sent'));
  }

  async close(): Promise<void> {
    this.listens.removeAllListeners('close');
    this.listens.disconnect();
    this.tells.disconnect();
  }
}
