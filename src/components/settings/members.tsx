'use client';
import { useState } from 'react';
import type { Member } from '@/contract/member';
import type { Role } from '@/contract/policy';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { CommandLine } from '../connect/command-line';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Select } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-people';

const words = all.members;

export const ROLES: { value: Role; label: string }[] = [
  { value: 'viewer', label: all.roles.viewer },
  { value: 'member', label: all.roles.member },
  { value: 'admin', label: all.roles.admin },
  { value: 'owner', label: all.roles.owner },
];

/** Who is in the workspace, and what they may do. */
export function Members({ manages }: { manages: boolean }) {
  const members = useEndpoint('listMembers');
  const [leaving, setLeaving] = useState<Member | null>(null);
  const update = useChange('updateMember', {
    onSuccess: ({ name, role }) => toast(words.isNow(name, role)),
  });
  const remove = useChange('removeMember', {
    onSuccess: () => {
      toast(words.gone);
      setLeaving(null);
    },
  });
  const reset = useChange('createResetLink');
  const resetting = members.data?.find(({ id }) => id === reset.variables?.params?.id);
  return (
    <Panel title={words.title} id="members" flush>
      {members.isError && (
        <div className="p-4">
          <ErrorPanel error={members.error} onRetry={() => void members.refetch()} />
        </div>
      )}
      {update.isError && (
        <div className="p-4">
          <ErrorPanel title={words.notChanged} error={update.error} />
        </div>
      )}
      {reset.isError && (
        <div className="p-4">
          <ErrorPanel title={shared.noLink} error={reset.error} />
        </div>
      )}
      {reset.data && resetting && (
        <div className="flex flex-col gap-2 border-b border-line bg-sunken p-4" role="status">
          <p className="text-read">
            <Phrase
              of={words.resetLink}
              parts={{ name: <bdi className="font-medium">{resetting.name}</bdi> }}
            />
          </p>
          <CommandLine
            command={reset.data.link}
            secret={reset.data.link.split('#')[1]}
            label={shared.copyLink}
          />
        </div>
      )}
      {members.isPending && <Skeleton className="p-4" />}
      <ul>
        {members.data?.map((member) => (
          <li
            key={member.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="truncate font-medium">
                <bdi>{member.name}</bdi>
                {member.you && <span className="font-normal text-ink-3"> {shared.you}</span>}
              </p>
              <p className="truncate text-label text-ink-2">
                <bdi>{member.email}</bdi> ·{' '}
                <Phrase of={words.joined} parts={{ ago: <TimeAgo at={member.joinedAt} /> }} />
              </p>
            </div>
            {manages ? (
              <>
                <Select
                  fit
                  aria-label={words.roleOf(member.name)}
                  value={member.role}
                  disabled={update.isPending}
                  onChange={(event) =>
                    update.mutate({ params: { id: member.id }, body: { role: event.target.value as Role } })
                  }
                >
                  {ROLES.map(({ value }) => (
                    <option key={value} value={value}>
                      {all.roleNames[value]}
                    </option>
                  ))}
                </Select>
                {!member.you && (
                  <Button
                    size="sm"
                    busy={reset.isPending && resetting?.id === member.id}
                    onClick={() => reset.mutate({ params: { id: member.id }, body: {} })}
                  >
                    {words.reset}
                    <span className="sr-only"> {words.for(member.name)}</span>
                  </Button>
                )}
                {!member.you && (
                  <Button look="danger" size="sm" onClick={() => setLeaving(member)}>
                    {words.sendAway}
                    <span className="sr-only"> {member.name}</span>
                  </Button>
                )}
              </>
            ) : (
              <span className="text-label text-ink-2">{all.roleNames[member.role]}</span>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(on) => !on && setLeaving(null)}
        title={words.ask(leaving?.name)}
        description={words.effect}
        confirm={words.sendAway}
        keep={words.keep}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate({ params: { id: leaving.id } })}
      />
    </Panel>
  );
}
