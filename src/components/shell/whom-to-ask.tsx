'use client';
import { useEndpoint } from '@/hooks/use-endpoint';

/** Who of the workspace can let one in or bring something back: its owners and admins by name. */
export function WhomToAsk() {
  const { data: members } = useEndpoint('listMembers');
  const { data: me } = useEndpoint('getMe');
  const able = members?.filter(({ role, you }) => !you && (role === 'owner' || role === 'admin')) ?? [];
  const here = me?.workspaces.find(({ id }) => id === me.workspaceId)?.name;
  if (able.length === 0 || !here) return null;
  const named = able.slice(0, 5);
  return (
    <p>
      Who can help in <bdi>{here}</bdi>:{' '}
      {named.map(({ id, name, email, role }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <a className="font-medium text-accent underline" href={`mailto:${email}`}>
            <bdi>{name}</bdi>
          </a>{' '}
          ({role})
        </span>
      ))}
      {able.length > named.length && ` and ${able.length - named.length} more`}.
    </p>
  );
}
