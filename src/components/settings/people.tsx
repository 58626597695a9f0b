'use client';
import { mayDo } from '@/contract/may-do';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ButtonLink } from '../ui/button';
import { Panel } from '../ui/panel';
import { words as shared } from '../words/settings';
import { words } from '../words/settings-people';
import { Invitations } from './invitations';
import { Members } from './members';

/** Who is in the workspace and, for those who may, letting others in. */
export function People() {
  const { data: me } = useEndpoint('getMe');
  const manages = me !== undefined && me.sessionId !== null && mayDo(me.role, 'member:manage');
  return (
    <div className="flex flex-col gap-5">
      <Members manages={manages} />
      {me && manages && <Invitations own={me.role} />}
      {me && me.sessionId === null && (
        <Panel title={words.others.title} id="others">
          <p className="mb-3 max-w-xl text-read text-ink-2">{words.others.text}</p>
          <ButtonLink href="/settings?tab=account">{shared.turnOnAccounts}</ButtonLink>
        </Panel>
      )}
    </div>
  );
}
