import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl, isPooled } from './database-url';
import { env } from './env';
import { logger } from './logger';
import { shared } from './shared';

type Listener = (topic: string) => void;

const CHANNEL = 'ao_wake';
const ME = randomUUID();
/** One notification a tick at most: each costs the cluster a serialized commit. */
const TICK_MS = 4;
const POLL_MS = 1_000;

/**
 * Who waits for what in this process, and the one connection that hears of other processes.
 * Missing a wake-up may cost latency, never correctness: every waiter also looks by itself.
 */
class WakeHub {
  private listeners = new Map<string, Set<Listener>>();
  private outgoing = new Set<string>();
  private timer?: NodeJS.Timeout;
  private poll?: NodeJS.Timeout;
  private client?: pg.Client;
  private telling: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor() {
    const url = env().DIRECT_DATABASE_URL ?? databaseUrl();
    if (isPooled(url) || env().VERCEL) {
      this.poll = setInterval(() => this.deliverAll(), POLL_MS);
      this.poll.unref();
    } else void this.connect(url);
  }

  on(topic: string, listener: Listener): () => void {
    let set = this.listeners.get(topic);
    if (!set) this.listeners.set(topic, (set = new Set()));
    set.add(listener);
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
    };
  }

  notify(topics: string[]): void {
    for (const topic of topics) {
      this.deliver(topic);
      this.outgoing.add(topic);
    }
    this.timer ??= setTimeout(() => this.send(), TICK_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.poll);
    clearTimeout(this.timer);
    await this.client?.end().catch(() => {});
  }

  private deliver(topic: string): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) listener(topic);
  }

  private deliverAll(): void {
    for (const topic of [...this.listeners.keys()]) this.deliver(topic);
  }

  private send(): void {
    this.timer = undefined;
    const topics = [...this.outgoing];
    this.outgoing.clear();
    if (!this.client || this.closed) return;
    // A payload holds 8,000 bytes; topics are short.
    for (let i = 0; i < topics.length; i += 100) this.tell(this.client, topics.slice(i, i + 100).join(' '));
  }

  /** One after the other: a client takes one query at a time. */
  private tell(client: pg.Client, topics: string): void {
    this.telling = this.telling
      .then(() => client.query('select pg_notify($1, $2)', [CHANNEL, `${ME} ${topics}`]))
      .catch((error: Error) => logger().debug({ error: error.message }, 'a wake-up was not sent'));
  }

  private async connect(url: string): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'ao-wake',
    });
    let lost = false;
    const retry = () => {
      if (lost) return;
      lost = true;
      this.client = undefined;
      if (!this.closed) setTimeout(() => void this.connect(url), POLL_MS).unref();
    };
    client
      .on('error', retry)
      .on('end', retry)
      .on('notification', ({ payload = '' }) => {
        const [sender, ...topics] = payload.split(' ');
        if (sender === ME) return;
        for (const topic of topics) this.deliver(topic);
      });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // Closed while it was connecting: nobody else would hang up.
      if (this.closed) return await client.end();
      this.client = client;
      this.deliverAll(); // whatever was said while nobody listened
    } catch {
      retry();
      await client.end().catch(() => {});
    }
  }
}

const hub = (): WakeHub =>
  shared(
    'wake',
    () => new WakeHub(),
    (held) => held.close(),
  );

/** Wakes everyone who waits for one of these topics, here and in other processes. Call it after the commit. */
export const notify = (...topics: string[]): void => hub().notify(topics);

/** Calls `listener` on every wake-up of the topic until the returned function is called. */
export const onWake = (topic: string, listener: Listener): (() => void) => hub().on(topic, listener);

/** Waits for one of the topics; true when woken, false when the time (milliseconds) ran out or the signal came. */
export function waitFor(topics: string[], timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const off = topics.map((topic) => onWake(topic, () => done(true)));
    const timer = setTimeout(() => done(false), timeoutMs);
    const abort = () => done(false);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    function done(woken: boolean) {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      for (const stop of off) stop();
      resolve(woken);
    }
  });
}

/** Topics, in one place so that no two places spell them differently. Ids are database uuids. */
export const topic = {
  claims: (workspaceId: string) => `c:${workspaceId}`,
  events: (workspaceId: string) => `e:${workspaceId}`,
  log: (agentId: string) => `l:${agentId}`,
  answer: (exceptionId: string) => `a:${exceptionId}`,
  agent: (agentId: string) => `g:${agentId}`,
};
