'use client';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Phrase } from '../ui/phrase';
import { words } from '../words/shell-asides';

/** Who of the workspace can let one in or bring something back: its owners and admins by name. */
export function WhomToAsk() {
  const { data: members } = useEndpoint('listMembers');
  const { data: me } = useEndpoint('getMe');
  const able = members?.filter(({ role, you }) => !you && (role === 'owner' || role === 'admin')) ?? [];
  const here = me?.workspaces.find(({ id }) => id === me.workspaceId)?.name;
  if (able.length === 0 || !here) return null;
  const named = able.slice(0, 5);
  const more = able.length - named.length;
  const people = named.map(({ id, name, email, role }, i) => (
    <span key={id}>
      {i > 0 && ', '}
      <a className="font-medium text-accent underline" href={`mailto:${email}`}>
        <bdi>{name}</bdi>
      </a>{' '}
      ({role})
    </span>
  ));
  return (
    <p>
      <Phrase
        of={more > 0 ? words.helpAndMore(more) : words.help}
        parts={{ here: <bdi>{here}</bdi>, people }}
      />
    </p>
  );
}
