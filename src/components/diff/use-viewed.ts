import { useEffect, useState } from 'react';
import type { FileDiff } from '@/contract/parse-patch';

/** Which files a person has looked at: forgotten for a file as soon as its changes are others. */
export function useViewed(taskRef: string) {
  const key = `ao-viewed-${taskRef}`;
  const [seen, setSeen] = useState<Record<string, string>>({});
  useEffect(() => {
    try {
      setSeen(JSON.parse(localStorage.getItem(key) ?? '{}'));
    } catch {
      setSeen({});
    }
  }, [key]);
  const isViewed = (file: FileDiff) => seen[file.path] === printOf(file);
  const setViewed = (file: FileDiff, viewed: boolean) => {
    const { [file.path]: _, ...others } = seen;
    const next = viewed ? { ...others, [file.path]: printOf(file) } : others;
    setSeen(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return { isViewed, setViewed };
}

/** A short fingerprint of what changed in a file; equal changes give equal prints. */
function printOf(file: FileDiff): string {
  let hash = 5381;
  for (const hunk of file.hunks) {
    for (const line of hunk.lines) {
      for (const character of `${line.kind[0]}${line.text}\n`)
        hash = ((hash * 33) ^ (character.codePointAt(0) ?? 0)) >>> 0;
    }
  }
  return `${file.status}-${file.additions}-${file.deletions}-${hash.toString(36)}`;
}
