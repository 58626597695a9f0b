import { unquotePath } from './unquote-path';

export interface DiffLine {
  kind: 'context' | 'added' | 'removed' | 'note';
  oldLine: number | null;
  newLine: number | null;
  text: string;
}
export interface Hunk {
  header: string;
  lines: DiffLine[];
}
export interface FileDiff {
  path: string;
  oldPath: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  binary: boolean;
  additions: number;
  deletions: number;
  hunks: Hunk[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** A patch as git prints it, file by file. Tolerates a patch that was cut off. */
export function parsePatch(patch: string): FileDiff[] {
  const files: FileDiff[] = [];
  let file: FileDiff | null = null;
  let hunk: Hunk | null = null;
  let oldLeft = 0;
  let newLeft = 0;
  let oldLine = 0;
  let newLine = 0;
  for (const line of patch.split('\n')) {
    // a hunk that promises more lines than it has ends where another part of the patch begins
    if (hunk && file && (oldLeft > 0 || newLeft > 0) && /^([ +\-\\]|$)/.test(line)) {
      const kind =
        line[0] === '+' ? 'added' : line[0] === '-' ? 'removed' : line[0] === '\\' ? 'note' : 'context';
      if (kind === 'note') {
        hunk.lines.push({ kind, oldLine: null, newLine: null, text: line.slice(2) });
        continue;
      }
      hunk.lines.push({
        kind,
        oldLine: kind === 'added' ? null : oldLine,
        newLine: kind === 'removed' ? null : newLine,
        text: line.slice(1),
      });
      if (kind !== 'added') {
        oldLine += 1;
        oldLeft -= 1;
      }
      if (kind !== 'removed') {
        newLine += 1;
        newLeft -= 1;
      }
      if (kind === 'added') file.additions += 1;
      if (kind === 'removed') file.deletions += 1;
      continue;
    }
    const opened = HUNK.exec(line);
    if (line.startsWith('diff --git ')) {
      file = {
        path: pathOf(line),
        oldPath: null,
        status: 'modified',
        binary: false,
        additions: 0,
        deletions: 0,
        hunks: [],
      };
      files.push(file);
      hunk = null;
    } else if (opened && file) {
      hunk = { header: line, lines: [] };
      file.hunks.push(hunk);
      oldLine = Number(opened[1]);
      oldLeft = Number(opened[2] ?? 1);
      newLine = Number(opened[3]);
      newLeft = Number(opened[4] ?? 1);
    } else if (line.startsWith('\\') && hunk) {
      hunk.lines.push({ kind: 'note', oldLine: null, newLine: null, text: line.slice(2) });
    } else if (file) {
      readHeader(file, line);
    }
  }
  return files;
}

function readHeader(file: FileDiff, line: string) {
  if (line.startsWith('new file')) file.status = 'added';
  else if (line.startsWith('deleted file')) file.status = 'deleted';
  else if (line.startsWith('rename from ')) {
    file.status = 'renamed';
    file.oldPath = unquotePath(line.slice(12));
  } else if (line.startsWith('rename to ')) file.path = unquotePath(line.slice(10));
  else if (line.startsWith('Binary files') || line.startsWith('GIT binary patch')) file.binary = true;
  else if (line.startsWith('+++ ') && line !== '+++ /dev/null')
    file.path = unquotePath(line.slice(4)).replace(/^b\//, '');
}

/** From `diff --git a/x b/x`; only files without hunks keep this name, the rest tell it more exactly below. */
function pathOf(line: string): string {
  const rest = line.slice('diff --git '.length);
  const quoted = /"((?:[^"\\]|\\.)*)"$/.exec(rest);
  if (quoted) return unquotePath(quoted[0]).replace(/^b\//, '');
  const half = (rest.length - 1) / 2;
  if (rest[half] === ' ' && rest.slice(2, half) === rest.slice(half + 3)) return rest.slice(half + 3);
  return rest.slice(rest.lastIndexOf(' b/') + 3);
}
