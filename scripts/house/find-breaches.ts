import path from 'node:path';
import { type Import, readImports } from './read-imports';
import { ROOMS, type Room, UNTABLED } from './rooms';

/** A place where the house's rules are broken. */
export interface Breach {
  file: string;
  line: number;
  sentence: string;
}

/** Breaches of the rules in a set of files: paths in the checkout with `/`, and what is in them. */
export function findBreaches(files: ReadonlyMap<string, string>): Breach[] {
  return [...files].flatMap(([file, source]) => [
    ...wallBreaches(file, source),
    ...patternBreaches(file, source),
    ...nameBreaches(file, source),
  ]);
}

function wallBreaches(file: string, source: string): Breach[] {
  if (UNTABLED.test(file)) return [];
  const room = ROOMS.find(({ holds }) => holds.test(file));
  if (!room)
    return /^src\//.test(file) ? [{ file, line: 1, sentence: `stands in no room of the import table` }] : [];
  return readImports(source).flatMap((one) => {
    const sentence = wallFault(room, file, one);
    return sentence ? [{ file, line: one.line, sentence }] : [];
  });
}

function wallFault(room: Room, file: string, { specifier, typeOnly }: Import): string | undefined {
  const target = targetOf(file, specifier);
  if (target === undefined) {
    const allowed =
      !room.packages || room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return allowed
      ? undefined
      : `${room.name} may import no package but ${room.packages?.join(', ')}, not ${specifier}`;
  }
  if (
    target.startsWith('src/generated/') &&
    file !== 'src/lib/db.ts' &&
    !typeOnly &&
    target.endsWith('/client')
  ) {
    return 'the value of the Prisma client is for src/lib/db.ts alone; others import its types';
  }
  if (isOwn(room, file, target) || room.may.some((wall) => wall.test(target))) return undefined;
  return `${room.name} may import ${room.says}; not ${target}`;
}

/** Where an import leads in the checkout; undefined for a package or a part of Node. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier);
  if (specifier.startsWith('@/')) return `src/${specifier.slice(2)}`;
  return undefined;
}

function isOwn(room: Room, file: string, target: string): boolean {
  const [, mine] = file.match(room.holds) ?? [];
  const theirs = `${target}/`.match(room.holds);
  return theirs !== null && theirs[1] === mine;
}

interface Rule {
  where: RegExp;
  not: RegExp;
  pattern: RegExp;
  sentence: string;
}

const CODE = /^(src|cli\/src)\/.*\.tsx?$/;
const RULES: Rule[] = [
  {
    where: CODE,
    not: /^(src\/lib\/env|cli\/src\/config\/env)\.ts$|^src\/generated\//,
    pattern: /\bprocess\s*(?:\.\s*env\b|\[\s*['"`]env)/,
    sentence: 'process.env is read in src/lib/env.ts and cli/src/config/env.ts alone',
  },
  {
    where: /^src\/.*\.tsx?$/,
    not: /\.sql\.ts$|^src\/generated\//,
    pattern:
      /['"`]\s*(?:(?:select|SELECT)\s(?!set_config|pg_notify)|insert\s+into\s|update\s+[\w."]+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|(?:create|alter|drop|truncate)\s+(?:table|index|database|schema|role|view|function|trigger)\b)/,
    sentence: 'SQL stands in *.sql.ts files alone',
  },
  {
    where: CODE,
    not: /^src\/generated\//,
    pattern: /\bimport\s*\(\s*(?!['"`]|type\b)/,
    sentence: 'what is imported must be spelt out',
  },
  {
    where: CODE,
    not: /^src\/generated\//,
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    sentence: 'open ends belong in an issue',
  },
];

function patternBreaches(file: string, source: string): Breach[] {
  return RULES.filter(({ where, not }) => where.test(file) && !not.test(file)).flatMap(
    ({ pattern, sentence }) =>
      source.split('\n').flatMap((text, i) => (pattern.test(text) ? [{ file, line: i + 1, sentence }] : [])),
  );
}

const LONGEST = 300;

function nameBreaches(file: string, source: string): Breach[] {
  if (!CODE.test(file) || file.startsWith('src/generated/')) return [];
  const found: Breach[] = [];
  const say = (sentence: string) => found.push({ file, line: 1, sentence });
  if (/(^|\/)index\.tsx?$/.test(file)) say('no index files: name a file by its verb');
  if (/(^|\/)(utils?|helpers?|common|misc)(\.tsx?$|\/)/.test(file))
    say('no utils, helpers or common: name a file by its subject');
  const lines = source.split('\n').length;
  if (lines > LONGEST)
    say(`${lines} lines: something has moved in that wants a file of its own (at most ${LONGEST})`);
  if (/\b(from|import)\s*\(?\s*['"][^'"]*\b(test|e2e)\/support\//.test(source))
    say('the program imports no test');
  return found;
}
