import { waitKeyOf } from './wait-key';

/** What a task wants that was set aside for a path, which may be among what it reads; `path` may be that path's wait key. */
export function wishOf(
  { filesHint, readsHint }: { filesHint: string[]; readsHint: string[] },
  path: string | null,
): { paths: string[]; reads: string[] } {
  const isHint = (hints: string[]) =>
    path !== null && hints.some((hint) => waitKeyOf(hint) === waitKeyOf(path));
  const more = path === null || isHint(filesHint) || isHint(readsHint) ? [] : [path];
  return { paths: [...filesHint, ...more], reads: readsHint };
}
