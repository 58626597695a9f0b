'use client';
import { useQueryState } from 'nuqs';
import { useEndpoint } from '@/hooks/use-endpoint';
import { SingleKeys } from '../shell/single-keys';
import { Kbd } from '../ui/kbd';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { TabBar, TabPanel } from '../ui/tabs';
import { words } from '../words/settings';
import { words as common } from '../words/words';
import { AccessTokens } from './access-tokens';
import { Account } from './account';
import { Audit } from './audit';
import { Installation } from './installation';
import { NotificationSettings } from './notification-settings';
import { People } from './people';
import { ProjectCaps } from './project-caps';
import { QueueSettingsPanel } from './queue-settings';
import { RunnerCaps } from './runner-caps';
import { settingsTab } from './settings-url';
import { TokenList } from './token-list';
import { Workspace } from './workspace';

/** What is asked for when work is given out. */
const OF_WORK: readonly string[] = ['queue', 'projects', 'runners'];

/** What holds for everyone: the queue and its limits, the machines, the tokens that are out, who is let in and was; and one's own account. */
export function SettingsPage() {
  const [tab, setTab] = useQueryState('tab', settingsTab.withOptions({ history: 'push' }));
  const { data: me } = useEndpoint('getMe');
  return (
    <>
      <PageHeader
        title={common.pages.settings}
        lead={OF_WORK.includes(tab) ? words.leadOfWork : words.lead}
      />
      <TabBar
        label={common.pages.settings}
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          { value: 'queue', label: words.tabs.queue },
          { value: 'projects', label: words.tabs.projects },
          { value: 'runners', label: words.tabs.runners },
          { value: 'tokens', label: words.tabs.tokens },
          { value: 'members', label: words.tabs.members },
          { value: 'audit', label: words.tabs.audit },
          { value: 'workspace', label: words.tabs.workspace },
          { value: 'notifications', label: words.tabs.notifications },
          { value: 'account', label: words.tabs.account },
          ...(me?.administrator ? [{ value: 'installation' as const, label: words.tabs.installation }] : []),
        ]}
      >
        <TabPanel value="queue">
          <QueueSettingsPanel />
        </TabPanel>
        <TabPanel value="projects">
          <ProjectCaps />
        </TabPanel>
        <TabPanel value="runners">
          <RunnerCaps />
        </TabPanel>
        <TabPanel value="tokens">
          <div className="flex flex-col gap-5">
            <AccessTokens />
            <TokenList />
          </div>
        </TabPanel>
        <TabPanel value="members">
          <People />
        </TabPanel>
        <TabPanel value="audit">
          <Audit />
        </TabPanel>
        <TabPanel value="workspace">
          <Workspace />
        </TabPanel>
        <TabPanel value="notifications">
          <NotificationSettings />
        </TabPanel>
        <TabPanel value="account">
          <div className="flex flex-col gap-5">
            <Account />
            <Panel title={words.keyboard.title} id="keyboard">
              <p className="mb-2 max-w-xl text-read text-ink-2">
                <Phrase of={words.keyboard.text} parts={{ key: <Kbd>?</Kbd> }} />
              </p>
              <SingleKeys />
            </Panel>
          </div>
        </TabPanel>
        {me?.administrator && (
          <TabPanel value="installation">
            <Installation />
          </TabPanel>
        )}
      </TabBar>
    </>
  );
}
