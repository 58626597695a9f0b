import { relative } from 'node:path';
import { readBiome } from './findings/biome';
import { readCargo } from './findings/cargo';
import { readEslint } from './findings/eslint';
import type { Found } from './findings/finding';
import { readGo } from './findings/go';
import { readJunitXml } from './findings/junit-xml';
import { readMaven } from './findings/maven';
import { readMypy } from './findings/mypy';
import { readPytest } from './findings/pytest';
import { readSpec } from './findings/spec';
import { readTap } from './findings/tap';
import { readTypescript } from './findings/typescript';
import { readUnittest } from './findings/unittest';
import { readVitest } from './findings/vitest';
import { plainText } from './plain-text';

const READERS = [
  readTypescript,
  readEslint,
  readBiome,
  readMypy,
  readPytest,
  readUnittest,
  readJunitXml,
  readGo,
  readCargo,
  readMaven,
  readTap,
  readSpec,
  readVitest,
];
const TEXT_MAX = 512 * 1024;

/** More are counted, but not kept. */
export const FINDINGS_MAX = 100;

/**
 * What the tools whose output this is found wrong, each thing once. `folder` is where they ran: paths inside it
 * are told from there. Bounded in time and size whatever the text holds.
 */
export function readFindings(output: string, folder: string): Found[] {
  const text = plainText(output).slice(-TEXT_MAX);
  const all = new Map<string, Found>();
  for (const read of READERS) {
    for (const one of read(text)) {
      const finding = { ...one, file: inFolder(one.file, folder) };
      const key = JSON.stringify([finding.file, finding.line, finding.rule, finding.test, finding.message]);
      if (!all.has(key)) all.set(key, finding);
    }
  }
  return [...all.values()];
}

function inFolder(file: string | null, folder: string): string | null {
  if (!file?.startsWith('/')) return file;
  const way = relative(folder, file);
  return way.startsWith('..') ? file : way;
}
