'use client';
import { mayDo } from '@/contract/may-do';
import { useEndpoint } from '@/hooks/use-endpoint';
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
    </div>
  );
}
