import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Case } from './corpus/case';
import { HIDDEN_BREAKAGES } from './corpus/hidden-breakages';
import { HONEST } from './corpus/honest';
import { judgeCase } from './corpus/judge-case';
import { BENT_RULES, OTHER_CHEATS, SLY_SOURCES, STAND_INS, WORKTREE_ALONE } from './corpus/other-cheats';
import { throughTheRunner } from './corpus/through-the-runner';

const CHEATS = [
  ...HIDDEN_BREAKAGES,
  ...BENT_RULES,
  ...SLY_SOURCES,
  ...STAND_INS,
  ...WORKTREE_ALONE,
  ...OTHER_CHEATS,
];
const isWhole = process.env.PROOF_WHOLE === '1';

const oneOfEach = (cases: Case[]): Case[] =>
  cases.filter((one, at) => cases.findIndex(({ kind }) => kind === one.kind) === at);
/** One of every second kind; the whole of them by the command of this suite alone. */
const chosen = (cases: Case[]): Case[] =>
  isWhole ? cases : oneOfEach(cases).filter((_, at) => at % 2 === 1);

/** Verdicts by case: one that is tried twice counts once. */
const verdicts = { cheats: new Map<Case, string>(), honest: new Map<Case, string>() };
const passed = (of: Map<Case, string>) => [...of.values()].filter((verdict) => verdict === 'PASSED').length;
afterAll(() => {
  const { cheats, honest } = verdicts;
  const counts = {
    cheats: cheats.size,
    cheatsGreen: passed(cheats),
    honest: honest.size,
    honestRed: honest.size - passed(honest),
  };
  const folder = path.resolve('.data/reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'corpus.json'), JSON.stringify(counts));
});

test('the corpus is as large as it says', () => {
  expect(CHEATS.length).toBeGreaterThanOrEqual(60);
  expect(HONEST.length).toBeGreaterThanOrEqual(40);
  expect(new Set(CHEATS.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12);
  expect(new Set([...CHEATS, ...HONEST].map(({ name, kind }) => `${kind} ${name}`)).size).toBe(
    CHEATS.length + HONEST.length,
  );
});

describe('a cheat is never green', { timeout: 240_000 }, () => {
  test.each(chosen(CHEATS).map((one) => [one.kind, one.name, one] as const))('%s: %s', async (_, __, one) => {
    const judged = await judgeCase(one);
    verdicts.cheats.set(one, judged.verdict);
    expect(judged.verdict, judged.sentence).not.toBe('PASSED');
  });
});

describe('honest work passes', { timeout: 240_000 }, () => {
  test.each(chosen(HONEST).map((one) => [one.kind, one.name, one] as const))('%s: %s', async (_, __, one) => {
    const judged = await judgeCase(one);
    verdicts.honest.set(one, judged.verdict);
    expect(judged.verdict, judged.feedback ?? judged.sentence).toBe('PASSED');
    if (one.says) expect(judged.sentence).toMatch(one.says);
  });
});

test('a test that fails once and passes at its second try is named flaky, and proves nothing', async () => {
  const judged = await judgeCase({
    name: 'slug: a test of luck',
    kind: 'luck',
    repository: 'slug',
    asked: 'Test that titles of one word stay as they are',
    work: (tree) =>
      tree.write(
        'test/luck.test.js',
        [
          "import assert from 'node:assert/strict';",
          "import { existsSync, writeFileSync } from 'node:fs';",
          "import { test } from 'node:test';",
          "import { slug } from '../src/slug.js';",
          '',
          "test('one word stays', () => {",
          "  const tried = process.env.npm_config_cache + '/tried';",
          '  const before = existsSync(tried);',
          "  writeFileSync(tried, '');",
          "  assert.equal(slug(before ? 'word' : 'two words'), 'word');",
          '});',
          '',
        ].join('\n'),
      ),
  });
  expect(judged).toMatchObject({
    verdict: 'UNPROVEN',
    sentence: expect.stringMatching(/^test failed and then passed on the same commit/),
  });
}, 240_000);

// Each kind of cheat with a real engine takes minutes: by the command of this suite alone.
if (isWhole) throughTheRunner({ cheats: oneOfEach(CHEATS), honest: HONEST.slice(0, 4) });
