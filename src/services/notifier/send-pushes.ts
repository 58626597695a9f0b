import { engine } from '@/lib/pool';
import { postPush } from '@/lib/push/post-push';
import { FORGET_BROWSER, NOTE_SENT, TAKE_DUE, TRY_AGAIN } from './send-pushes.sql';

const BATCH = 20;
const TRIES = 6;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

interface Due {
  subscription_id: string;
  notification_id: string;
  withdraws: boolean;
  attempts: number;
  endpoint: string;
  p256dh: Buffer;
  auth: Buffer;
  kind: string;
  title: string;
  body: string;
  url: string;
  actions: object[];
  dedupe_key: string;
  ttl_s: number;
}

/** Tells browsers what is due, a few at a time, until nothing is. Answers how many were told. */
export async function sendPushes(): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = await engine.query<Due>(TAKE_DUE, [BATCH]);
    const states = await Promise.all(due.map(sendOne));
    sent += states.filter(Boolean).length;
    if (due.length < BATCH) return sent;
  }
}

async function sendOne(due: Due): Promise<boolean> {
  const at = [due.subscription_id, due.notification_id];
  if (due.ttl_s <= 0 || due.attempts > TRIES) {
    await engine.query(TRY_AGAIN, [...at, null]);
    return false;
  }
  const posted = await postPush({
    endpoint: due.endpoint,
    keys: due,
    message: JSON.stringify(
      due.withdraws
        ? { withdrawn: due.dedupe_key }
        : { title: due.title, body: due.body, url: due.url, actions: due.actions, tag: due.dedupe_key },
    ),
    ttlS: due.ttl_s,
    urgent: due.kind === 'needs_you' || due.kind === 'mention',
  });
  if (posted.state === 'taken') await engine.query(NOTE_SENT, [...at, due.withdraws]);
  if (posted.state === 'gone') await engine.query(FORGET_BROWSER, [due.subscription_id]);
  if (posted.state === 'refused') await engine.query(TRY_AGAIN, [...at, null]);
  if (posted.state === 'again') await engine.query(TRY_AGAIN, [...at, pauseMs(due.attempts, posted.afterS)]);
  return posted.state === 'taken';
}

const pauseMs = (attempts: number, afterS: number | null): number =>
  Math.min(LONGEST_PAUSE_MS, Math.max((afterS ?? 0) * 1000, FIRST_PAUSE_MS * 2 ** (attempts - 1)));
