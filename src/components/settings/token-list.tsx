'use client';
import { useState } from 'react';
import type { Enrollment } from '@/contract/enrollment';
import { useChange } from '@/hooks/use-change';
import { useNow } from '@/hooks/use-now';
import { useWhole } from '@/hooks/use-whole';
import { Button, ButtonLink } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorPanel } from '../ui/error-panel';
import { formatDuration } from '../ui/format-duration';
import { Panel } from '../ui/panel';
import { Skeleton } from '../ui/skeleton';
import { toast } from '../ui/toast-store';
import { words as shared } from '../words/settings';
import { words as all } from '../words/settings-tokens';

const words = all.open;

/** The one-time tokens that could connect a machine now. The tokens themselves are nowhere kept. */
export function TokenList() {
  const now = useNow();
  const tokens = useWhole('listEnrollments');
  const [ending, setEnding] = useState<Enrollment | null>(null);
  const revoke = useChange('revokeEnrollment', {
    onSuccess: () => {
      toast(shared.tokenVoid);
      setEnding(null);
    },
  });
  const open = tokens.items.filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  return (
    <Panel
      title={words.title}
      id="tokens"
      flush
      actions={
        <ButtonLink size="sm" href="/connect">
          {words.make}
        </ButtonLink>
      }
    >
      {tokens.isError && (
        <div className="p-4">
          <ErrorPanel error={tokens.error} onRetry={() => void tokens.refetch()} />
        </div>
      )}
      {tokens.isPending && <Skeleton className="p-4" />}
      {tokens.isSuccess && open.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      <ul>
        {open.map((token) => (
          <li
            key={token.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium">
                <bdi>{token.name ?? words.forAny}</bdi>
              </p>
              {token.labels.length > 0 && (
                <p className="text-label text-ink-2">{words.labels(token.labels.join(', '))}</p>
              )}
            </div>
            <span className="text-label text-ink-2">
              {words.endsIn(formatDuration(Date.parse(token.expiresAt) - now))}
            </span>
            <Button look="danger" size="sm" onClick={() => setEnding(token)}>
              {words.revoke}
              <span className="sr-only"> {words.tokenFor(token.name)}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(on) => !on && setEnding(null)}
        title={words.ask}
        description={words.effect}
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
