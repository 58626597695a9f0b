'use client';
import { useState } from 'react';
import type { AdminUser } from '@/contract/admin';
import { useChange } from '@/hooks/use-change';
import { usePages } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { ShowMore } from '../ui/show-more';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-installation';
import { words as members } from '../words/settings-people';
import { words as ui } from '../words/ui';

const words = all.people;

/** Everyone with an account here, and what an administrator may do about them. */
export function InstallationPeople() {
  const [search, setSearch] = useState('');
  const [leaving, setLeaving] = useState<AdminUser | null>(null);
  const list = usePages('listAdminUsers', { query: { limit: 20, search: search.trim() || undefined } });
  const people = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = useChange('updateAdminUser', {
    onSuccess: ({ name, disabledAt, administrator }) => {
      toast(disabledAt ? words.shutOut(name) : words.maySignIn(name, administrator));
      setLeaving(null);
    },
  });
  return (
    <Panel
      title={words.title}
      id="accounts"
      flush
      actions={
        <Input
          small
          fit
          type="search"
          className="w-48"
          aria-label={words.find}
          placeholder={words.nameOrAddress}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      {list.isError && (
        <div className="p-4">
          <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {change.isError && !leaving && (
        <div className="p-4">
          <ErrorPanel title={ui.unchanged} error={change.error} />
        </div>
      )}
      {list.isPending && <Skeleton className="p-4" />}
      {list.isSuccess && people.length === 0 && <p className="p-4 text-ink-2">{words.none}</p>}
      <ul>
        {people.map((person) => (
          <li
            key={person.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <Who person={person} />
            {person.administrator && <Chip>{words.administrator}</Chip>}
            {person.disabledAt && <Chip tone="danger">{words.disabled}</Chip>}
            {!person.you && (
              <div className="flex flex-wrap gap-2">
                <Button
                  size="sm"
                  disabled={change.isPending}
                  onClick={() =>
                    change.mutate({
                      params: { id: person.id },
                      body: { administrator: !person.administrator },
                    })
                  }
                >
                  {person.administrator ? words.unmake : words.make}
                  <span className="sr-only"> {person.name}</span>
                </Button>
                {person.disabledAt ? (
                  <Button
                    size="sm"
                    disabled={change.isPending}
                    onClick={() => change.mutate({ params: { id: person.id }, body: { disabled: false } })}
                  >
                    {words.enable}
                    <span className="sr-only"> {person.name}</span>
                  </Button>
                ) : (
                  <Button look="danger" size="sm" onClick={() => setLeaving(person)}>
                    {words.disable}
                    <span className="sr-only"> {person.name}</span>
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <ShowMore list={list} />
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(on) => !on && setLeaving(null)}
        title={words.ask(leaving?.name)}
        description={words.effect}
        confirm={words.disable}
        keep={words.keep}
        danger
        busy={change.isPending}
        error={change.error}
        onConfirm={() => leaving && change.mutate({ params: { id: leaving.id }, body: { disabled: true } })}
      />
    </Panel>
  );
}

function Who({ person }: { person: AdminUser }) {
  const { name, email, you, lastSeenAt, workspaces } = person;
  return (
    <div className="min-w-0 flex-1 basis-56">
      <p className="truncate font-medium">
        <bdi>{name}</bdi>
        {you && <span className="font-normal text-ink-3"> {shared.you}</span>}
      </p>
      <p className="truncate text-label text-ink-2">
        <bdi>{email}</bdi>
        {lastSeenAt && (
          <>
            {' · '}
            <Phrase of={words.seen} parts={{ ago: <TimeAgo at={lastSeenAt} /> }} />
          </>
        )}
      </p>
      <p className="truncate text-label text-ink-3">
        <bdi>
          {workspaces.map((one) => `${one.name} (${members.roleNames[one.role]})`).join(', ') ||
            words.noWorkspace}
        </bdi>
      </p>
    </div>
  );
}
