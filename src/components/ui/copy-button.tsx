'use client';
import { clsx } from 'clsx';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { words } from '../words/ui';

/** Copies `text`; shows `shown` beside the icon where given, and says when it is done. */
export function CopyButton({
  text,
  label,
  shown,
  className,
}: {
  text: string;
  label: string;
  shown?: string;
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={label}
      aria-label={shown ? `${label}: ${shown}` : label}
      onClick={() => void writeText(text).then(() => setCopied(true))}
      className={clsx(
        'mono inline-flex min-h-6 max-w-full min-w-6 items-center justify-center gap-1 rounded-control px-1 text-label text-ink-2 hover:bg-sunken hover:text-ink',
        className,
      )}
    >
      {shown && <span className="truncate">{shown}</span>}
      <Icon className={clsx('size-3.5 shrink-0', copied && 'text-success')} aria-hidden="true" />
      <span role="status" className="sr-only">
        {copied ? words.copied : ''}
      </span>
    </button>
  );
}

/** The clipboard exists only in secure contexts; a dashboard on a plain http address has to go without. */
async function writeText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
