'use client';
import { useLinkStatus } from 'next/link';
import { StatusIcon } from '../task/status-icon';

/** Stands inside a link and turns while its page is on the way, when that takes a moment. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span className="late ml-1.5 inline-flex align-[-3px] text-active">
      <StatusIcon shape="arc" />
    </span>
  );
}
