import { describe, expect, it } from 'vitest';
import { parsePatch } from '@/contract/parse-patch';
import { matchLine } from '@/domain/reviews/match-line';
import { answerTo } from '@/domain/reviews/say-comments';

const patch = (hunk: string) =>
  parsePatch(`diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n${hunk}\n`)[0];
const before = patch(' one\n-two\n+2\n three');

describe('a commented line in the next commit', () => {
  const at = (line: number, lineText: string, after: ReturnType<typeof patch>, side: 'old' | 'new' = 'new') =>
    matchLine({ side, line, lineText }, before, after);

  it('that stands as it stood is unchanged', () => {
    expect(at(2, '2', before)).toEqual({ became: 'unchanged', newLines: [] });
    expect(at(3, 'three', undefined), 'the file is left alone').toMatchObject({ became: 'unchanged' });
  });

  it('that is another one now is shown as it is now', () => {
    expect(at(2, '2', patch(' one\n-two\n+zwei\n three'))).toEqual({ became: 'changed', newLines: ['zwei'] });
    expect(at(2, '2', undefined), 'what the work had added is gone').toEqual({
      became: 'changed',
      newLines: [],
    });
    expect(at(3, 'three', patch(' one\n two\n-three\n+drei'))).toMatchObject({ became: 'changed' });
  });

  it('that the work had removed is changed once it is back', () => {
    expect(at(2, 'two', before, 'old')).toMatchObject({ became: 'unchanged' });
    expect(at(2, 'two', undefined, 'old')).toMatchObject({ became: 'changed' });
  });
});

it('an answer is found by its number, or is all that was said', () => {
  expect(answerTo(2, 'Done.\n[1] Named it.\n- [2]: It rounds now.')).toBe('It rounds now.');
  expect(answerTo(3, '[1] Named it.')).toBeNull();
  expect(answerTo(1, 'All done.')).toBe('All done.');
});
