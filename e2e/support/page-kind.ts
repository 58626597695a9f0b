const ID = /^(?:[a-z]+_[0-9a-f]{32}|[A-Z]+-\d+|\d+)$/;
/** What people write themselves: every value shows the same kind of page. */
const FREE = new Set(['q', 'label', 'next', 'L', 'node']);

/** Which kind of page an address shows: `/tasks/TASK-7?tab=log` and `/tasks/TASK-9?tab=log` are one. Pure. */
export function pageKind({ pathname, searchParams }: URL): string {
  const path = pathname.split('/').map((part) => (ID.test(part) ? '*' : part));
  const query = [...searchParams].map(([key, value]) =>
    FREE.has(key) || ID.test(value) ? key : `${key}=${value}`,
  );
  return [path.join('/'), ...query.sort()].join(' ');
}
