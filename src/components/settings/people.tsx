'use client';
import { mayDo } from '@/contract/may-do';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ButtonLink } from '../ui/button';
import { Panel } from '../ui/panel';
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
        <Panel title="Others" id="others">
          <p className="mb-3 max-w-xl text-read text-ink-2">
            Nobody else can be let in while this dashboard serves whoever sits at this machine.
          </p>
          <ButtonLink href="/settings?tab=account">Turn on accounts</ButtonLink>
        </Panel>
      )}
    </div>
  );
}
