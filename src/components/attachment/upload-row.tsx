'use client';
import { CircleAlert } from 'lucide-react';
import { Button } from '../ui/button';
import { formatBytes } from '../ui/format-count';
import { Phrase } from '../ui/phrase';
import { words as attachment } from '../words/attachment';
import { words as panel } from '../words/attachment-panel';
import { words as common } from '../words/words';
import type { Upload } from './use-uploads';

const words = panel.upload;

interface RowProps {
  upload: Upload;
  onRetry(): void;
  onDrop(): void;
}

/** A file that the server does not have yet: on its way, or why it is not. */
export function UploadRow({ upload: { file, problem, again }, onRetry, onDrop }: RowProps) {
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 py-2">
      {problem ? (
        <p role="alert" className="flex min-w-0 flex-1 items-start gap-2 text-danger">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <bdi className="min-w-0 break-words">{problem}</bdi>
        </p>
      ) : (
        <p role="status" className="min-w-0 flex-1 truncate text-ink-2">
          <Phrase of={words.sending} parts={{ name: <bdi>{file.name}</bdi>, size: formatBytes(file.size) }} />
        </p>
      )}
      {problem && again && (
        <Button size="sm" onClick={onRetry} aria-label={words.again(file.name)}>
          {common.failures.tryAgain}
        </Button>
      )}
      {problem && (
        <Button size="sm" look="quiet" onClick={onDrop} aria-label={attachment.leaveOut(file.name)}>
          {words.leaveOut}
        </Button>
      )}
    </li>
  );
}
