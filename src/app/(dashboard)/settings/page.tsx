import type { Metadata } from 'next';
import { NEXT_UP } from '@/components/settings/next-up-ask';
import { SettingsPage } from '@/components/settings/settings-page';
import { words } from '@/components/words/words';
import { listEnrollments } from '@/contract/enrollment';
import { listPersonalTokens } from '@/contract/personal-token';
import { listProjects } from '@/contract/project';
import { getQueueSettings, nextInQueue } from '@/contract/queue';
import { listRunners } from '@/contract/runner';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.pages.settings };

export default function Settings() {
  return (
    <Prefetch
      wants={[
        { endpoint: getQueueSettings, needed: true },
        { endpoint: nextInQueue, query: NEXT_UP },
        { endpoint: listProjects },
        { endpoint: listRunners },
        { endpoint: listEnrollments },
        { endpoint: listPersonalTokens },
      ]}
    >
      <SettingsPage />
    </Prefetch>
  );
}
