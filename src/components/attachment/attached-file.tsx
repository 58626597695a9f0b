'use client';
import { FileText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '@/contract/attachment';
import { PICTURES } from '@/contract/attachment-limits';
import { addressOf } from '@/hooks/address-of';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { formatBytes } from '../ui/format-count';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words as panel } from '../words/attachment-panel';

const words = panel.file;

/** A file of a task: a picture as a picture, anything else by its name; to save, or to delete. */
export function AttachedFile({ file, mayChange }: { file: Attachment; mayChange: boolean }) {
  const [asking, setAsking] = useState(false);
  const remove = useChange('deleteAttachment', { onSuccess: () => toast(words.deleted(file.name)) });
  const href = addressOf('downloadAttachment', { params: { id: file.id } });
  return (
    <li className="flex min-w-0 items-center gap-3 py-2">
      {PICTURES.includes(file.mediaType) ? (
        // biome-ignore lint/performance/noImgElement: bytes that people sent, which no optimizer of the server is to open
        <img
          src={href}
          alt=""
          loading="lazy"
          className="size-12 shrink-0 rounded-control border border-line bg-sunken object-cover"
        />
      ) : (
        <span className="grid size-12 shrink-0 place-items-center rounded-control border border-line bg-sunken">
          <FileText className="size-5 text-ink-3" aria-hidden="true" />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <a
          href={href}
          download={file.name}
          className="inline-flex min-h-6 max-w-full items-center text-accent hover:underline"
        >
          <bdi className="truncate">{file.name}</bdi>
        </a>
        <p className="text-label text-ink-2">
          {formatBytes(file.size)} · {file.author?.name ?? words.noAuthor}, <TimeAgo at={file.createdAt} />
        </p>
      </div>
      {mayChange && (
        <Button look="quiet" size="icon" aria-label={words.delete(file.name)} onClick={() => setAsking(true)}>
          <Trash2 className="size-4" aria-hidden="true" />
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.ask(file.name)}
        description={words.gone}
        confirm={words.confirm}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { id: file.id } }, { onSuccess: () => setAsking(false) })}
      />
    </li>
  );
}
