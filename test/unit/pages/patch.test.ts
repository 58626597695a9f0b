import { describe, expect, test } from 'vitest';
import { fileTree } from '@/components/diff/file-tree';
import { differingParts } from '@/components/diff/mark-words';
import { withMarks } from '@/components/diff/pair-lines';
import { reveal } from '@/components/diff/reveal';
import { splitRows } from '@/components/diff/split-rows';
import { parsePatch } from '@/contract/parse-patch';

const PATCH = `diff --git a/src/sum.js b/src/sum.js
index 1111111..2222222 100644
--- a/src/sum.js
+++ b/src/sum.js
@@ -1,3 +1,4 @@ export
 export function sum(a, b) {
-  return a - b;
+  // adds
+  return a + b;
 }
\\ No newline at end of file
diff --git a/old name.txt b/new name.txt
similarity index 100%
rename from old name.txt
rename to new name.txt
diff --git "a/caf\\303\\251.txt" "b/caf\\303\\251.txt"
new file mode 100644
--- /dev/null
+++ "b/caf\\303\\251.txt"
@@ -0,0 +1 @@
+++ not a header
diff --git a/logo.png b/logo.png
new file mode 100644
index 0000000..3333333
Binary files /dev/null and b/logo.png differ
diff --git a/gone.ts b/gone.ts
deleted file mode 100644
--- a/gone.ts
+++ /dev/null
@@ -1 +0,0 @@
-gone
`;

describe('a patch', () => {
  const files = parsePatch(PATCH);

  test('is read file by file, with what happened to each', () => {
    expect(
      files.map(({ path, status, additions, deletions, binary }) => [
        path,
        status,
        additions,
        deletions,
        binary,
      ]),
    ).toEqual([
      ['src/sum.js', 'modified', 2, 1, false],
      ['new name.txt', 'renamed', 0, 0, false],
      ['café.txt', 'added', 1, 0, false],
      ['logo.png', 'added', 0, 0, true],
      ['gone.ts', 'deleted', 0, 1, false],
    ]);
  });

  test('numbers the lines of both sides', () => {
    expect(files[0]?.hunks[0]?.lines.map(({ kind, oldLine, newLine }) => [kind, oldLine, newLine])).toEqual([
      ['context', 1, 1],
      ['removed', 2, null],
      ['added', null, 2],
      ['added', null, 3],
      ['context', 3, 4],
      ['note', null, null],
    ]);
  });

  test('a changed line that looks like a header is a line', () => {
    expect(files[2]?.hunks[0]?.lines).toMatchObject([{ kind: 'added', text: '++ not a header' }]);
  });

  test('a patch that was cut off anywhere is read as far as it goes', () => {
    for (let end = 0; end < PATCH.length; end += 7)
      expect(() => parsePatch(PATCH.slice(0, end))).not.toThrow();
  });

  test('words that differ are marked in paired lines only', () => {
    expect(differingParts('  return a - b;', '  return a + b;')).toEqual({
      before: [11, 12],
      after: [11, 12],
    });
    expect(differingParts('abc', 'xyz')).toBeNull();
    const [hunk] =
      parsePatch('diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-let x = 1;\n+let x = 2;\n')[0]?.hunks ??
      [];
    expect(hunk && withMarks(hunk).map((line) => line.mark)).toEqual([
      [8, 9],
      [8, 9],
    ]);
  });
});

describe('before and after side by side', () => {
  test('what was removed and added together shares rows, and a note stays with the line before it', () => {
    const patch =
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,5 +1,5 @@\n same\n-one\n-two\n+ONE\n between\n+new\n-last\n\\ No newline at end of file\n+LAST\n';
    const [hunk] = parsePatch(patch)[0]?.hunks ?? [];
    const rows = splitRows(hunk ? withMarks(hunk) : []);
    expect(rows.map(({ left, right }) => [left?.text ?? null, right?.text ?? null])).toEqual([
      ['same', 'same'],
      ['one', 'ONE'],
      ['two', null],
      ['between', 'between'],
      [null, 'new'],
      ['last', 'LAST'],
      ['No newline at end of file', null],
    ]);
  });
});

describe('what cannot be seen', () => {
  test.each([
    ['a bidi override', 'if (admin\u202e) {', 'U+202E'],
    ['an isolate', 'a\u2066b', 'U+2066'],
    ['a zero-width space', 'us\u200ber', 'U+200B'],
    ['a zero-width joiner', 'a\u200db', 'U+200D'],
    ['a soft hyphen', 'a\u00adb', 'U+00AD'],
    ['a tag character', `a${String.fromCodePoint(0xe0041)}b`, 'U+E0041'],
    ['an escape', 'a\u001b[31mb', 'U+001B'],
    ['a byte order mark', 'a\ufeffb', 'U+FEFF'],
    ['a blank letter', 'a\u3164b', 'U+3164'],
  ])('%s is named where it stands', (_, text, name) => {
    expect(reveal(text).filter((piece) => piece.hidden)).toEqual([{ text: name, hidden: true }]);
  });

  test('letters of every script, tabs and emoji pass as they are', () => {
    const text = '\tGrüße, 你好, שלום, مرحبا 🙂';
    expect(reveal(text)).toEqual([{ text, hidden: false }]);
  });
});

describe('the file tree', () => {
  test('joins folders that hold nothing but a folder', () => {
    const tree = fileTree([{ path: 'src/app/a/x.ts' }, { path: 'src/app/b.ts' }, { path: 'README.md' }]);
    expect(tree.files.map(({ name }) => name)).toEqual(['README.md']);
    expect(tree.folders.map(({ name }) => name)).toEqual(['src/app']);
    expect(tree.folders[0]?.folders.map(({ name }) => name)).toEqual(['a']);
  });
});
