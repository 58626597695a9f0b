'use client';
import { useState } from 'react';
import { mayDo } from '@/contract/may-do';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { Skeleton } from '../ui/skeleton';
import { words } from '../words/discussion';
import { RemarkComposer } from './remark-composer';
import { RemarkView } from './remark-view';

/** What people say of a task to each other. No agent reads it: what an agent is to hear is sent as a message. */
export function DiscussionTab({ taskRef }: { taskRef: string }) {
  const params = { id: taskRef };
  const remarks = useEndpoint('listRemarks', { params });
  const { data: me } = useEndpoint('getMe');
  const [draft, setDraft] = useState('');
  const add = useChange('addRemark', { onSuccess: () => setDraft('') });
  if (remarks.isError) return <ErrorPanel error={remarks.error} onRetry={() => void remarks.refetch()} />;
  if (!remarks.data) return <Skeleton />;
  return (
    <section aria-label={words.tab.title} className="max-w-3xl">
      {remarks.data.length === 0 && <p className="mb-4 text-read text-ink-2">{words.tab.none}</p>}
      {remarks.data.length > 0 && (
        <ol className="mb-5 flex flex-col gap-5" aria-label={words.tab.comments}>
          {remarks.data.map((remark) => (
            <RemarkView key={remark.id} remark={remark} />
          ))}
        </ol>
      )}
      {me && mayDo(me.role, 'task:write') && (
        <RemarkComposer
          label={words.tab.comment}
          submit={words.tab.comment}
          value={draft}
          onChange={setDraft}
          busy={add.isPending}
          error={add.error}
          onSubmit={() => add.mutate({ params, body: { text: draft } })}
        />
      )}
    </section>
  );
}
