import { clsx } from 'clsx';
import { words } from '../words/ui';
import { PAGE_LEAD } from './page-header';

/** Grey bars in the final size of what is being read; they appear only when it takes a while. */
export function Skeleton({ rows = 6, className }: { rows?: number; className?: string }) {
  return (
    <div role="status" aria-label={words.loading} className={clsx('late flex flex-col gap-3', className)}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="skeleton h-5" style={{ width: `${92 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** The skeleton of a whole page: its heading, where that is known before it is read, and one panel. */
export function PageSkeleton({ title, lead }: { title?: string; lead?: string }) {
  return (
    <>
      {title && (
        // No heading yet: the page that is read brings its own, in the same place.
        <div className="until-read mb-5">
          <p className="text-title font-semibold">{title}</p>
          {lead && <p className={PAGE_LEAD}>{lead}</p>}
        </div>
      )}
      <div className="late flex flex-col gap-6">
        {!title && <div className="skeleton h-7 w-48" />}
        <div className="rounded-panel border border-line bg-panel p-4">
          <Skeleton rows={8} />
        </div>
      </div>
    </>
  );
}
