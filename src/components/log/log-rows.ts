import type { LogLine } from '@/contract/log';
import { stripAnsi } from './ansi';
import type { LogRow, ToolRow } from './log-row';
import { readStreamJson, type Said } from './read-stream-json';

/** A frame may cut a line; pieces are joined up to this many characters, then the rest is dropped from the pretty view. */
const JOIN_MAX = 2_000_000;

/** A line of which pieces have come so far, and where the row stands that shows them. */
interface Begun {
  first: LogLine;
  text: string;
  index: number | null;
}

/**
 * Turns log lines into rows as they arrive. Rows only grow at the end; a tool's row is replaced when its result comes, a
 * line's when more of it does.
 */
export class LogRows {
  readonly rows: LogRow[] = [];
  readonly lines: LogLine[] = [];
  /** Index into `rows` by line number; a tool's result points at its call. */
  private readonly byLine = new Map<number, number>();
  private readonly tools = new Map<string, number>();
  private readonly begun = new Map<LogLine['stream'], Begun>();
  private folder: string | null = null;

  /** Number of the last line it holds; 0 where it holds none. */
  get lastLine(): number {
    return this.lines.at(-1)?.line ?? 0;
  }

  /** Takes the next lines; they must follow the ones before. */
  append(lines: LogLine[]) {
    for (const line of lines) {
      this.lines.push(line);
      const begun = this.begun.get(line.stream) ?? { first: line, text: '', index: null };
      begun.text += line.text;
      if (line.continues && begun.text.length < JOIN_MAX) {
        this.begun.set(line.stream, begun);
        // Of an engine's message nothing can be read before it is whole.
        if (!isMessage(begun)) this.show(begun, line.line);
        continue;
      }
      this.begun.delete(line.stream);
      this.place(begun, line.line);
    }
  }

  /** Where the row of a line is; the nearest row before it when the line itself shows nothing. */
  indexOfLine(line: number): number {
    for (let at = line; at > 0 && at > line - 5000; at -= 1) {
      const index = this.byLine.get(at);
      if (index !== undefined) return index;
    }
    return 0;
  }

  private place(begun: Begun, endLine: number) {
    const { first } = begun;
    const said = isMessage(begun) ? readStreamJson(withoutNewline(begun.text)) : null;
    if (said === null) {
      this.show(begun, endLine);
      return;
    }
    for (const one of said) this.say(first, endLine, one);
  }

  private show(begun: Begun, endLine: number) {
    const { first, index } = begun;
    const text = withoutNewline(begun.text);
    if (index === null) {
      begun.index = this.rows.length;
      this.add(first, endLine, { kind: 'line', stream: first.stream, text });
      return;
    }
    this.rows[index] = { ...(this.rows[index] as Extract<LogRow, { kind: 'line' }>), text, endLine };
    this.byLine.set(endLine, index);
  }

  private say(first: LogLine, endLine: number, said: Said) {
    if (said.kind === 'tool-result') {
      const index = this.tools.get(said.id);
      const call = index === undefined ? undefined : (this.rows[index] as ToolRow);
      if (index === undefined || !call) return;
      this.rows[index] = { ...call, result: stripAnsi(said.text), failed: said.failed, endedAt: first.at };
      this.byLine.set(first.line, index);
      return;
    }
    if (said.kind === 'tool') {
      this.tools.set(said.id, this.rows.length);
      const title =
        this.folder && said.title.startsWith(this.folder)
          ? said.title.slice(this.folder.length + 1)
          : said.title;
      this.add(first, endLine, { ...said, title, result: null, failed: false, endedAt: null });
      return;
    }
    if (said.kind === 'begun') {
      this.folder = said.folder;
      this.add(first, endLine, { kind: 'note', level: 'info', text: said.text });
      return;
    }
    this.add(first, endLine, said);
  }

  private add(first: LogLine, endLine: number, row: Bare) {
    const index = this.rows.length;
    const before = this.rows[index - 1];
    this.rows.push({
      // the same whichever line the log was read from
      key: `${first.line}.${before?.line === first.line ? Number(before.key.split('.')[1]) + 1 : 0}`,
      line: first.line,
      endLine,
      at: first.at,
      ...row,
    } as LogRow);
    for (let line = first.line; line <= endLine; line += 1)
      if (!this.byLine.has(line)) this.byLine.set(line, index);
  }
}

const isMessage = ({ first, text }: Begun) => first.stream === 'stdout' && text.startsWith('{');
const withoutNewline = (text: string) => text.replace(/\r?\n$/, '');

type WithoutPlace<T> = T extends unknown ? Omit<T, 'key' | 'line' | 'endLine' | 'at'> : never;
type Bare = WithoutPlace<LogRow>;
