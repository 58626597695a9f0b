'use client';
import { clsx } from 'clsx';
import { ATTACHMENTS_MOST } from '@/contract/attachment-limits';
import { mayDo } from '@/contract/may-do';
import { useEndpoint } from '@/hooks/use-endpoint';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { words } from '../words/attachment-panel';
import { AttachButton } from './attach-button';
import { AttachedFile } from './attached-file';
import { UploadRow } from './upload-row';
import { useFileIntake } from './use-file-intake';
import { useUploads } from './use-uploads';

/** The files that people gave to a task; more can be chosen, pasted or dropped. `isLive`: an agent works on it now. */
export function AttachmentsPanel({ taskRef, isLive }: { taskRef: string; isLive: boolean }) {
  const files = useEndpoint('listAttachments', { params: { id: taskRef } });
  const { data: me } = useEndpoint('getMe');
  const { uploads, add, retry, drop } = useUploads(taskRef);
  const { over, intake } = useFileIntake(add);
  const mayChange = me !== undefined && mayDo(me.role, 'task:write');
  const count = files.data?.length ?? 0;
  const isFull = count >= ATTACHMENTS_MOST;
  if (!mayChange && count === 0 && !files.isError) return null;
  return (
    <div {...(mayChange ? intake : {})}>
      <Panel
        title={words.title}
        id="attachments"
        className={clsx(over && 'border-accent bg-tint-active')}
        actions={mayChange && <AttachButton onFiles={add} disabled={isFull} />}
      >
        {files.isError && <ErrorPanel error={files.error} onRetry={() => void files.refetch()} />}
        {count + uploads.length > 0 && (
          <ul className="-my-2 divide-y divide-line">
            {files.data?.map((file) => (
              <AttachedFile key={file.id} file={file} mayChange={mayChange} />
            ))}
            {uploads.map((upload) => (
              <UploadRow
                key={upload.key}
                upload={upload}
                onRetry={() => retry(upload)}
                onDrop={() => drop(upload.key)}
              />
            ))}
          </ul>
        )}
        {mayChange && (
          <p className={clsx('text-label text-ink-2', count + uploads.length > 0 && 'mt-3')}>
            {hintOf({ isFull, isLive, count })}
          </p>
        )}
      </Panel>
    </div>
  );
}

function hintOf({ isFull, isLive, count }: { isFull: boolean; isLive: boolean; count: number }): string {
  if (isFull) return words.full(ATTACHMENTS_MOST);
  if (isLive) return words.live;
  return count > 0 ? words.read : words.none;
}
