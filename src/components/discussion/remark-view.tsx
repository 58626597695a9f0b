'use client';
import { useState } from 'react';
import type { Remark } from '@/contract/remark';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Markdown } from '../ui/markdown';
import { TimeAgo } from '../ui/time-ago';
import { RemarkComposer } from './remark-composer';

/** One thing that was said, and for whoever said it, changing it and taking it back. */
export function RemarkView({ remark }: { remark: Remark }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const params = { id: remark.id };
  const change = useChange('changeRemark', { onSuccess: () => setDraft(null) });
  const remove = useChange('deleteRemark', { onSuccess: () => setDeleting(false) });
  const author = remark.author?.name ?? 'Somebody who left';
  return (
    <li className="min-w-0">
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-label text-ink-3">
        <bdi className="font-medium text-ink">{author}</bdi>
        <TimeAgo at={remark.createdAt} />
        {remark.editedAt && (
          <span>
            changed <TimeAgo at={remark.editedAt} />
          </span>
        )}
        {remark.yours && draft === null && (
          <span className="ml-auto flex gap-1">
            <Button look="quiet" size="sm" onClick={() => setDraft(remark.text)}>
              Edit
            </Button>
            <Button look="quiet" size="sm" onClick={() => setDeleting(true)}>
              Delete
            </Button>
          </span>
        )}
      </p>
      {draft === null ? (
        <Markdown text={remark.text} />
      ) : (
        <RemarkComposer
          label="Your comment"
          submit="Save"
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
        title="Delete this comment?"
        description="It is gone for everybody, and who was told of it is told no more."
        confirm="Delete comment"
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params })}
      />
    </li>
  );
}
