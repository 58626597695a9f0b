import Link from 'next/link';
import type { Usage, UsageGroup, UsageGrouping } from '@/contract/usage';
import { formatCount } from '../ui/format-count';
import { formatDuration } from '../ui/format-duration';
import { Scroller } from '../ui/scroller';
import { words } from '../words/usage';
import { groupWord } from './group-word';
import { spent, spentEach } from './spent';

const { figures } = words;
const cell = 'mono px-3 py-1.5 text-right whitespace-nowrap';
const COLUMNS: [string, (group: UsageGroup) => string][] = [
  [figures.spent, spent],
  [figures.input, ({ inputTokens }) => formatCount(inputTokens)],
  [figures.output, ({ outputTokens }) => formatCount(outputTokens)],
  [
    figures.cache,
    ({ cacheReadTokens, cacheWriteTokens }) =>
      `${formatCount(cacheReadTokens)}, ${formatCount(cacheWriteTokens)}`,
  ],
  [figures.time, ({ runMs }) => formatDuration(runMs)],
  [figures.agents, ({ agents }) => formatCount(agents)],
  [figures.failed, ({ failed }) => formatCount(failed)],
];
/** Several runners and models may have had a hand in one task: they have none of their own. */
const OF_TASKS: typeof COLUMNS = [
  [figures.done, ({ tasksDone }) => formatCount(tasksDone)],
  [figures.each, spentEach],
];

/** The page of a group itself. */
const PAGE_OF: Partial<Record<UsageGrouping, (group: UsageGroup) => string | null>> = {
  project: ({ key }) => `/projects/${key}`,
  runner: ({ key, name }) => name && `/runners/${key}`,
  flow: ({ ref }) => ref && `/flows/${ref}`,
};
/** The lists that show what a figure counts, where lists can be narrowed down so. */
const LIST_OF: Partial<Record<UsageGrouping, Record<string, (group: UsageGroup) => string>>> = {
  project: { [figures.done]: ({ key }) => `/tasks?project=${key}&status=COMPLETED&archived=all` },
  role: {
    [figures.agents]: ({ key }) => `/agents?role=${key}`,
    [figures.failed]: ({ key }) => `/agents?role=${key}&status=failed`,
  },
};

/** What each group used, the most expensive first. */
export function GroupTable({ usage: { by, groups, groupCount } }: { usage: Usage }) {
  const columns = by === 'runner' || by === 'model' ? COLUMNS : [...COLUMNS, ...OF_TASKS];
  const label = words.table.label(words.groupings[by]);
  return (
    <>
      <Scroller label={label}>
        <table className="w-full">
          <caption className="sr-only">{label}</caption>
          <thead className="text-label text-ink-3">
            <tr>
              <th scope="col" className="px-3 py-1.5 pl-4 text-left font-medium">
                {words.groupings[by]}
              </th>
              {columns.map(([name]) => (
                <th key={name} scope="col" className="px-3 text-right font-medium whitespace-nowrap">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.key} className="border-t border-line">
                <th scope="row" className="max-w-64 truncate px-3 py-1.5 pl-4 text-left font-normal">
                  <To href={(group.key !== null && PAGE_OF[by]?.(group)) || null}>
                    {group.ref && <span className="mono mr-2 text-label text-ink-3">{group.ref}</span>}
                    <bdi>{groupWord(by, group)}</bdi>
                  </To>
                </th>
                {columns.map(([name, value]) => (
                  <td key={name} className={cell}>
                    <To href={(value(group) !== '0' && LIST_OF[by]?.[name]?.(group)) || null}>
                      {value(group)}
                    </To>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {groupCount > groups.length && (
        <p className="border-t border-line px-4 py-2 text-label text-ink-2">
          {words.table.more(groupCount - groups.length)}
        </p>
      )}
    </>
  );
}

function To({ href, children }: { href: string | null; children: React.ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} prefetch={false} className="text-accent hover:underline">
      {children}
    </Link>
  );
}
