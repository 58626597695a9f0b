'use client';
import { useEffect, useState } from 'react';
import type { PushBrowser } from '@/contract/notification';
import { type PushState, printOf, readPush, subscribeToPush } from '@/hooks/push';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/controls';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { toastRefused } from '../ui/toast-store';
import { words as all } from '../words/settings-notifications';
import { words as ui } from '../words/ui';
import { browserWords } from './browser-words';

const words = all.browsers;
const NOTE: Record<PushState, string> = words.states;

/** The browsers in which one is told while no page is open; this one is asked for permission when it is switched on, never before. */
export function PushBrowsers({ publicKey, browsers }: { publicKey: string; browsers: PushBrowser[] }) {
  const [state, setState] = useState<PushState | null>(null);
  const [print, setPrint] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = useChange('createPushSubscription');
  const remove = useChange('deletePushSubscription');
  const failed = (error: unknown) => void toastRefused(ui.unchanged, error as Error);

  useEffect(() => {
    void readPush().then(async ({ state: now, subscription }) => {
      setState(now);
      if (subscription) setPrint(await printOf(subscription));
    });
  }, []);
  const mine = browsers.find((one) => one.print === print);
  const on = state === 'on' && mine !== undefined;

  const turnOn = async () => {
    const subscription = await subscribeToPush(publicKey, words.refused);
    const { endpoint, keys } = subscription.toJSON();
    await add.mutateAsync({
      body: {
        endpoint: endpoint ?? '',
        keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
        browser: browserWords(navigator.userAgent),
      },
    });
    setPrint(await printOf(subscription));
    setState('on');
  };
  const turnOff = async () => {
    const { subscription } = await readPush();
    await subscription?.unsubscribe();
    if (mine) await remove.mutateAsync({ params: { id: mine.id } });
    setState('off');
  };
  const turn = (wanted: boolean) => {
    setBusy(true);
    (wanted ? turnOn() : turnOff()).catch(failed).finally(() => setBusy(false));
  };

  return (
    <Panel title={words.title} id="browsers">
      <Checkbox
        label={words.here}
        checked={on}
        disabled={busy || state === null || state === 'unsupported' || state === 'blocked'}
        onChange={(event) => turn(event.target.checked)}
      />
      <p className="mt-1 text-label text-ink-2">
        {state ? NOTE[on ? 'on' : state === 'on' ? 'off' : state] : ' '}
      </p>
      {browsers.length > 0 && (
        <ul className="mt-3 divide-y divide-line border-t border-line" aria-label={words.list}>
          {browsers.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <span>
                {one.browser || words.unnamed}
                {one.id === mine?.id && <span className="text-ink-3"> {words.thisOne}</span>}
                <span className="block text-label text-ink-3">
                  <Phrase
                    of={one.lastSentAt ? words.sinceAndTold : words.since}
                    parts={{
                      since: <TimeAgo at={one.createdAt} />,
                      told: one.lastSentAt && <TimeAgo at={one.lastSentAt} />,
                    }}
                  />
                </span>
              </span>
              <Button
                size="sm"
                look="quiet"
                disabled={busy}
                onClick={() =>
                  one.id === mine?.id
                    ? turn(false)
                    : remove.mutate({ params: { id: one.id } }, { onError: failed })
                }
              >
                {words.stop}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
