'use client';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** A notice above the editor with what can be done. */
export function SaveNotice({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-3 rounded-panel border border-attention bg-panel px-4 py-2"
    >
      <TriangleAlert className="size-4 shrink-0 text-attention" aria-hidden="true" />
      <p className="min-w-0 flex-1">{children}</p>
      <span className="flex flex-wrap gap-2">{actions}</span>
    </div>
  );
}
