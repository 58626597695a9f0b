'use client';
import { useState } from 'react';
import type { Remark } from '@/contract/remark';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Markdown } from '../ui/markdown';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/discussion';
import { RemarkComposer } from './remark-composer';

/** One thing that was said, and for whoever said it, changing it and taking it back. */
export function RemarkView({ remark }: { remark: Remark }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const params = { id: remark.id };
  const change = useChange('changeRemark', { onSuccess: () => setDraft(null) });
  const remove = useChange('deleteRemark', { onSuccess: () => setDeleting(false) });
  const author = remark.author?.name ?? words.remark.nobody;
  return (
    <li className="min-w-0">
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-label text-ink-3">
        <bdi className="font-medium text-ink">{author}</bdi>
        <TimeAgo at={remark.createdAt} />
        {remark.editedAt && (
          <span>
            <Phrase of={words.remark.changed} parts={{ when: <TimeAgo at={remark.editedAt} /> }} />
          </span>
        )}
        {remark.yours && draft === null && (
          <span className="ml-auto flex gap-1">
            <Button look="quiet" size="sm" onClick={() => setDraft(remark.text)}>
              {words.remark.edit}
            </Button>
            <Button look="quiet" size="sm" onClick={() => setDeleting(true)}>
              {words.remark.delete}
            </Button>
          </span>
        )}
      </p>
      {draft === null ? (
        <Markdown text={remark.text} />
      ) : (
        <RemarkComposer
          label={words.remark.yours}
          submit={words.remark.save}
          value={draft}
          onChange={setDraft}
          busy={change.isPending}
          error={change.error}
          onSubmit={() => change.mutate({ params, body: { text: draft } })}
          onCancel={() => setDraft(null)}
        />
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={words.remark.deleteTitle}
        description={words.remark.deleteAbout}
        confirm={words.remark.deleteConfirm}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params })}
      />
    </li>
  );
}
