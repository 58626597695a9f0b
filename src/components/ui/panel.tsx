import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface PanelProps {
  title?: ReactNode;
  id?: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Without inner padding: for lists and tables. */
  flush?: boolean;
  className?: string;
}

/** A bordered part of a page, with its heading. */
export function Panel({ title, id, actions, children, flush, className }: PanelProps) {
  return (
    <section
      aria-labelledby={title && id ? id : undefined}
      className={clsx('min-w-0 rounded-panel border border-line bg-panel', className)}
    >
      {title && (
        <div className="flex min-h-10 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-1.5">
          <h2 id={id} className="text-body font-semibold">
            {title}
          </h2>
          {actions}
        </div>
      )}
      <div className={flush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}
