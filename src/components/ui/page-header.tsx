import type { ReactNode } from 'react';

export const PAGE_LEAD = 'mt-0.5 max-w-[72ch] text-read text-balance text-ink-2';

/** The one h1 of a page, a sentence below it, and what can be done from here. */
export function PageHeader({
  title,
  lead,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-3 xl:flex-nowrap">
      <div className="min-w-0">
        <h1 className="text-title font-semibold">{title}</h1>
        {lead && <p className={PAGE_LEAD}>{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2 xl:shrink-0">{actions}</div>}
    </header>
  );
}
