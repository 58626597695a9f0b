'use client';
import { X } from 'lucide-react';
import { Button } from '../ui/button';
import { formatBytes } from '../ui/format-count';
import { Phrase } from '../ui/phrase';
import { words as attachment } from '../words/attachment';
import { words } from '../words/attachment-chosen';
import { AttachButton } from './attach-button';

interface ChosenProps {
  files: File[];
  /** Why some were not taken. */
  problems: string[];
  onAdd(files: File[]): void;
  onDrop(file: File): void;
}

/** The files that a task is going to be made with. */
export function ChosenFiles({ files, problems, onAdd, onDrop }: ChosenProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-label font-medium">
        <Phrase
          of={words.title}
          parts={{ optional: <span className="font-normal text-ink-2">{words.optional}</span> }}
        />
      </legend>
      {files.length > 0 && (
        <ul className="flex flex-col gap-1">
          {files.map((file, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same
            <li key={i} className="flex min-w-0 items-center gap-2">
              <bdi className="truncate">{file.name}</bdi>
              <span className="shrink-0 text-label text-ink-2">{formatBytes(file.size)}</span>
              <Button
                look="quiet"
                size="icon"
                className="-my-1 ml-auto"
                aria-label={attachment.leaveOut(file.name)}
                onClick={() => onDrop(file)}
              >
                <X className="size-4" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="text-label text-danger">
          <bdi>{problem}</bdi>
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AttachButton onFiles={onAdd} />
        <p className="text-label text-ink-2">{words.drop}</p>
      </div>
    </fieldset>
  );
}
