'use client';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { KIND, KINDS } from '../notification/kind-words';
import { Checkbox } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-notifications';
import { PushBrowsers } from './push-browsers';

const words = all.told;

const CHANNELS = [
  { name: 'inApp', word: words.inApp },
  { name: 'push', word: words.push },
] as const;

/** What one is told of and how, and in which browsers. It is one's own, and of this workspace. */
export function NotificationSettings() {
  const settings = useEndpoint('getNotificationSettings');
  const change = useChange('updateNotificationSettings', { onSuccess: () => toast(shared.saved) });
  if (settings.isError) return <ErrorPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <Skeleton />;
  const { channels, push } = settings.data;
  return (
    <div className="flex flex-col gap-5">
      <Panel title={words.title} id="told" flush>
        {change.isError && <ErrorPanel title={shared.notSaved} error={change.error} />}
        <ul className="divide-y divide-line">
          {KINDS.map((kind) => (
            <li
              key={kind}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-4 py-2.5"
            >
              <div className="min-w-0 flex-1 basis-64">
                <p className="font-medium">{KIND[kind].word}</p>
                <p className="text-label text-ink-2">{KIND[kind].when}</p>
              </div>
              <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
                <legend className="sr-only">{KIND[kind].word}</legend>
                {CHANNELS.map(({ name, word }) => (
                  <Checkbox
                    key={name}
                    label={word}
                    checked={channels[kind]?.[name] ?? false}
                    disabled={change.isPending}
                    onChange={(event) =>
                      change.mutate({ body: { channels: { [kind]: { [name]: event.target.checked } } } })
                    }
                  />
                ))}
              </fieldset>
            </li>
          ))}
        </ul>
        <p className="border-t border-line px-4 py-2.5 text-label text-ink-2">{words.anyCase}</p>
      </Panel>
      <PushBrowsers publicKey={push.publicKey} browsers={push.browsers} />
    </div>
  );
}
