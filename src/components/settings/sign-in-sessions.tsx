'use client';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as all } from '../words/settings-account';
import { browserWords } from './browser-words';

const words = all.sessions;

/** Where a person is signed in, each to be ended from here. */
export function SignInSessions() {
  const sessions = useEndpoint('listSignInSessions');
  const revoke = useChange('revokeSignInSession', { onSuccess: () => toast(words.signedOut) });
  return (
    <Panel title={words.title} id="sessions" flush>
      {sessions.isError && (
        <div className="p-4">
          <ErrorPanel error={sessions.error} onRetry={() => void sessions.refetch()} />
        </div>
      )}
      {sessions.isPending && <Skeleton className="p-4" />}
      <ul>
        {sessions.data?.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="truncate">{browserWords(session.userAgent)}</p>
              <p className="text-label text-ink-2">
                {session.ipAddress && `${session.ipAddress} · `}
                <Phrase of={words.since} parts={{ ago: <TimeAgo at={session.createdAt} /> }} />
              </p>
            </div>
            {session.current ? (
              <span className="text-label font-medium text-ink-2">{words.thisOne}</span>
            ) : (
              <Button
                size="sm"
                busy={revoke.isPending && revoke.variables?.params?.id === session.id}
                onClick={() => revoke.mutate({ params: { id: session.id } })}
              >
                {all.signOut}
                <span className="sr-only"> {browserWords(session.userAgent)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
