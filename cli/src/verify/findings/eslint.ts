import { type Found, found, linesOf } from './finding';

/** Errors of ESLint, in its `stylish` form (a path, then its findings) and its `unix` form. Warnings are not failures. */
export function readEslint(text: string): Found[] {
  let file: string | null = null;
  return linesOf(text).flatMap((line) => {
    const unix = /^([^\s:][^:]*):(\d+):\d+: (.*) \[Error\/([\w@/-]+)\]$/.exec(line);
    if (unix) return [found({ file: unix[1], line: unix[2], message: unix[3] ?? '', rule: unix[4] })];
    const one = /^ +(\d+):\d+ +error +(\S.*?)(?: {2,}([\w@/-]+))?$/.exec(line);
    if (one && file) return [found({ file, line: one[1], message: one[2] ?? '', rule: one[3] ?? null })];
    if (/^\S.*\.\w+$/.test(line)) file = line;
    return [];
  });
}
