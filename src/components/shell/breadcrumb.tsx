'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { words } from '../words/shell';
import { CrumbName } from './crumb-name';
import { isCurrent, NAV } from './nav-items';

const link = 'inline-flex min-h-6 items-center hover:text-ink hover:underline';

/** Where this page lies; the last part is the page itself. */
export function Breadcrumb() {
  const path = usePathname();
  const item = NAV.find(({ href }) => isCurrent(href, path));
  if (!item) return null;
  const parts = path.slice(item.href.length).split('/').filter(Boolean);
  const leaf = parts.at(-1);
  return (
    <nav aria-label={words.breadcrumb} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-body text-ink-2">
        <li className="flex shrink-0 items-center">
          {leaf ? (
            <Link href={item.href} className={link}>
              {item.label}
            </Link>
          ) : (
            <span aria-current="page" className="text-ink">
              {item.label}
            </span>
          )}
        </li>
        {parts.slice(0, -1).map((part, nth) => (
          // A phone has room for where one is and for the way back to all.
          <li key={part} className="flex shrink-0 items-center gap-1.5 max-sm:hidden">
            <span aria-hidden="true">/</span>
            <Link href={[item.href, ...parts.slice(0, nth + 1)].join('/')} className={link}>
              <CrumbName part={part} />
            </Link>
          </li>
        ))}
        {leaf && (
          <li className="flex min-w-0 items-center gap-1.5">
            <span aria-hidden="true">/</span>
            <span aria-current="page" className="truncate text-ink">
              <CrumbName part={leaf} />
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}
