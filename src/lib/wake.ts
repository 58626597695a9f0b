import { logger } from './logger';
import { openWakeChannel } from './open-wake-channel';
import { shared } from './shared';
import type { WakeChannel } from './wake-channel';

type Listener = (topic: string) => void;

/** One notification a tick at most: each costs the cluster a serialized commit. */
const TICK_MS = 4;
const POLL_MS = 1_000;

/**
 * Who waits for what in this process, and the channel by which it hears of others. While there is none, everyone who
 * waits is woken each second to look: missing a wake-up may cost latency, never correctness.
 */
class WakeHub {
  private listeners = new Map<string, Set<Listener>>();
  private outgoing = new Set<string>();
  private timer?: NodeJS.Timeout;
  private poll?: NodeJS.Timeout;
  private channel: WakeChannel | null;
  private isDown = false;

  constructor() {
    this.channel = openWakeChannel({
      heard: (topics) => {
        for (const topic of topics) this.deliver(topic);
      },
      up: () => this.back(),
      down: (why) => this.lost(why),
    });
    if (!this.channel) this.lookEachSecond();
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
    for (const topic of topics) this.deliver(topic);
    this.notifyOthers(topics);
  }

  notifyOthers(topics: string[]): void {
    if (topics.length === 0) return;
    for (const topic of topics) this.outgoing.add(topic);
    this.timer ??= setTimeout(() => this.send(), TICK_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.poll);
    clearTimeout(this.timer);
    const channel = this.channel;
    this.channel = null;
    await channel?.close();
  }

  private deliver(topic: string): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) listener(topic);
  }

  private deliverAll(): void {
    for (const topic of [...this.listeners.keys()]) this.deliver(topic);
  }

  private send(): void {
    this.timer = undefined;
    this.channel?.tell([...this.outgoing]);
    this.outgoing.clear();
  }

  private lookEachSecond(): void {
    this.poll ??= setInterval(() => this.deliverAll(), POLL_MS).unref();
  }

  private lost(why: string): void {
    this.lookEachSecond();
    if (this.isDown) return;
    this.isDown = true;
    logger().warn(
      { through: this.channel?.name, error: why },
      'other servers cannot be heard: until they can, this one looks for news each second',
    );
  }

  private back(): void {
    clearInterval(this.poll);
    this.poll = undefined;
    if (this.isDown) logger().info({ through: this.channel?.name }, 'other servers are heard again');
    this.isDown = false;
    this.deliverAll(); // whatever was said while nobody listened
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

/** As notify, where everyone in this process knows already. */
export const notifyOthers = (...topics: string[]): void => hub().notifyOthers(topics);

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
  /** Somebody's way in has ended or changed. */
  access: 'w',
  /** Something has happened of which people may have to be told. */
  news: 'n',
  claims: (workspaceId: string) => `c:${workspaceId}`,
  events: (workspaceId: string) => `e:${workspaceId}`,
  log: (agentId: string) => `l:${agentId}`,
  answer: (exceptionId: string) => `a:${exceptionId}`,
  agent: (agentId: string) => `g:${agentId}`,
  errands: (runnerId: string) => `r:${runnerId}`,
};
