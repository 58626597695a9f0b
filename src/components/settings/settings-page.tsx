'use client';
import { useQueryState } from 'nuqs';
import { useEndpoint } from '@/hooks/use-endpoint';
import { SingleKeys } from '../shell/single-keys';
import { Kbd } from '../ui/kbd';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { TabBar, TabPanel } from '../ui/tabs';
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
        title="Settings"
        lead={
          OF_WORK.includes(tab)
            ? 'What is changed here holds from the next claim on; agents at work go on.'
            : 'Who is let in, what is kept, and what you are told.'
        }
      />
      <TabBar
        label="Settings"
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          { value: 'queue', label: 'Queue' },
          { value: 'projects', label: 'Projects' },
          { value: 'runners', label: 'Runners' },
          { value: 'tokens', label: 'Tokens' },
          { value: 'members', label: 'Members' },
          { value: 'audit', label: 'Audit' },
          { value: 'workspace', label: 'Workspace' },
          { value: 'notifications', label: 'Notifications' },
          { value: 'account', label: 'Account' },
          ...(me?.administrator ? [{ value: 'installation' as const, label: 'Installation' }] : []),
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
            <Panel title="Keyboard" id="keyboard">
              <p className="mb-2 max-w-xl text-read text-ink-2">
                A single key does something on every page; <Kbd>?</Kbd> lists them. Who dictates, or has keys
                pressed by accident, turns them off here. Ctrl or ⌘ with K goes on working.
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
