'use client';
import { useState } from 'react';
import type { PersonalToken } from '@/contract/personal-token';
import { useChange } from '@/hooks/use-change';
import { useWhole } from '@/hooks/use-whole';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-tokens';
import { IssuedToken } from './issued-token';
import { NewAccessToken } from './new-access-token';

const words = all.access;

/** The tokens by which a person's scripts call the API. */
export function AccessTokens() {
  const tokens = useWhole('listPersonalTokens');
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<{ name: string; token: string } | null>(null);
  const [ending, setEnding] = useState<PersonalToken | null>(null);
  const revoke = useChange('revokePersonalToken', {
    onSuccess: () => {
      toast(shared.tokenVoid);
      setEnding(null);
    },
  });
  const rotate = useChange('rotatePersonalToken', { onSuccess: setIssued });
  return (
    <Panel
      title={words.title}
      id="access-tokens"
      flush
      actions={
        <Button size="sm" onClick={() => setMaking(true)}>
          {words.new}
        </Button>
      }
    >
      {tokens.isError && (
        <div className="p-4">
          <ErrorPanel error={tokens.error} onRetry={() => void tokens.refetch()} />
        </div>
      )}
      {rotate.isError && (
        <div className="p-4">
          <ErrorPanel title={words.notReplaced} error={rotate.error} />
        </div>
      )}
      {issued && <IssuedToken {...issued} onDone={() => setIssued(null)} />}
      {tokens.isPending && <Skeleton className="p-4" />}
      {tokens.isSuccess && tokens.items.length === 0 && (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      )}
      <ul>
        {tokens.items.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex min-w-0 items-baseline gap-2">
                <bdi className="min-w-0 truncate font-medium">{token.name}</bdi>
                <span className="mono shrink-0 text-label text-ink-3">{token.hint}…</span>
              </p>
              <p className="text-label text-ink-2">
                {token.kind === 'ci' && `${words.ofCi} · `}
                {token.scopes.join(', ')}
                {token.projectIds.length > 0 && ` · ${words.projects(token.projectIds.length)}`}
              </p>
              <p className="text-label text-ink-3">
                {token.lastUsedAt ? (
                  <Phrase of={words.used} parts={{ ago: <TimeAgo at={token.lastUsedAt} /> }} />
                ) : (
                  words.neverUsed
                )}
                {' · '}
                {token.expiresAt ? words.goodUntil(token.expiresAt.slice(0, 10)) : words.goodUntilEnded}
              </p>
            </div>
            <Button
              size="sm"
              busy={rotate.isPending && rotate.variables?.params?.id === token.id}
              onClick={() => rotate.mutate({ params: { id: token.id }, body: {} })}
            >
              {words.replace}
              <span className="sr-only"> {token.name}</span>
            </Button>
            <Button look="danger" size="sm" onClick={() => setEnding(token)}>
              {words.end}
              <span className="sr-only"> {token.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <NewAccessToken open={making} onClose={() => setMaking(false)} onIssued={setIssued} />
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(on) => !on && setEnding(null)}
        title={words.ask}
        description={words.effect(ending?.name)}
        confirm={words.confirm}
        keep={shared.keepToken}
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => ending && revoke.mutate({ params: { id: ending.id } })}
      />
    </Panel>
  );
}
