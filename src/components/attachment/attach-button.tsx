'use client';
import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../ui/button';
import { words } from '../words/attachment';

/** Lets somebody choose files. */
export function AttachButton({ onFiles, disabled }: { onFiles(files: File[]): void; disabled?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip className="size-3.5" aria-hidden="true" />
        {words.attach}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
