'use client';
import { useState } from 'react';
import type { Side } from '@/contract/review';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { words as lines } from '../words/diff-lines';

const words = lines.comment;

/** Writes a draft of what is said of one line. */
export function LineComment({
  taskRef,
  at,
  onDone,
}: {
  taskRef: string;
  at: { headSha: string; path: string; side: Side; line: number };
  onDone(): void;
}) {
  const [text, setText] = useState('');
  // Read before the field takes the focus: the keyboard goes on where it was.
  const [opener] = useState(() => document.activeElement);
  const leave = () => {
    onDone();
    if (opener instanceof HTMLElement) opener.focus();
  };
  const change = useChange('addReviewComment', { onSuccess: leave });
  const empty = text.trim() === '';
  const save = () => !empty && change.mutate({ params: { id: taskRef }, body: { ...at, text: text.trim() } });
  return (
    <div className="sticky left-0 flex w-full max-w-xl flex-col gap-2 border-y border-line bg-panel px-3 py-2 font-sans text-body">
      <TextArea
        aria-label={words.on(at.line)}
        rows={3}
        maxLength={1000}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
          if (event.key === 'Escape') leave();
        }}
      />
      {change.isError && <ErrorPanel title={words.failed} error={change.error} />}
      <div className="flex gap-2">
        <Button size="sm" look="primary" busy={change.isPending} disabled={empty} onClick={save}>
          {words.keep}
        </Button>
        <Button size="sm" onClick={leave}>
          {words.back}
        </Button>
      </div>
    </div>
  );
}
