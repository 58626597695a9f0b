'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { words } from '../words/shell';
import { isCurrent, NAV } from './nav-items';

const NAMED: Record<string, string> = words.pages;
/** What an id without a ref is of; its page's heading says which. */
const KINDS: Record<string, string> = words.kinds;

/** Where this page lies; the last part is the page itself. */
export function Breadcrumb() {
  const path = usePathname();
  const item = NAV.find(({ href }) => isCurrent(href, path));
  if (!item) return null;
  const part = path.slice(item.href.length).split('/')[1];
  const [kind = ''] = part?.split('_') ?? [];
  const leaf = part && (NAMED[part] ?? KINDS[kind] ?? decodeURIComponent(part));
  return (
    <nav aria-label={words.breadcrumb} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-body text-ink-2">
        <li className="flex shrink-0 items-center">
          {leaf ? (
            <Link
              href={item.href}
              className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
            >
              {item.label}
            </Link>
          ) : (
            <span aria-current="page" className="text-ink">
              {item.label}
            </span>
          )}
        </li>
        {leaf && (
          <li className="flex min-w-0 items-center gap-1.5">
            <span aria-hidden="true">/</span>
            <span aria-current="page" className="truncate text-ink">
              {leaf}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}
