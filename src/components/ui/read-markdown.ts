/** A part of a line. */
export type Span =
  | { kind: 'text' | 'code' | 'strong' | 'em'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'ref'; text: string };
/** A part of a text. */
export type Block =
  | { kind: 'paragraph' | 'quote' | 'heading'; lines: Span[][] }
  | { kind: 'list'; ordered: boolean; items: Span[][] }
  | { kind: 'fence'; text: string };

const FENCE = /^\s{0,3}(```|~~~)/;
const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const SPAN =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^*\s][^*\n]*)\*(?!\w)|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,1000})\)|(https?:\/\/[^\s<>"'`]{1,1000}[^\s<>"'`.,;:!?)\]])|\b(TASK-[1-9]\d{0,8})\b/g;

/**
 * The part of Markdown that people write to each other: paragraphs, lists, quotes, headings, code, emphasis and links to
 * http addresses. Anything else, HTML above all, is the text that it is. Pure.
 */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line.trim() === '') continue;
    const fence = FENCE.exec(line)?.[1];
    if (fence) {
      const end = lines.findIndex((one, i) => i > at && one.trim() === fence);
      blocks.push({ kind: 'fence', text: lines.slice(at + 1, end < 0 ? undefined : end).join('\n') });
      at = end < 0 ? lines.length : end;
      continue;
    }
    const kind = kindOf(line);
    const taken = [];
    while (at < lines.length && kindOf(lines[at]!) === kind) taken.push(lines[at++]!);
    at -= 1;
    if (kind === 'ordered' || kind === 'bullets')
      blocks.push({
        kind: 'list',
        ordered: kind === 'ordered',
        items: taken.map((one) => spansOf(ITEM.exec(one)![2]!)),
      });
    else if (kind === 'heading')
      for (const one of taken) blocks.push({ kind, lines: [spansOf(one.replace(/^#{1,6}\s+/, ''))] });
    else if (kind === 'quote')
      blocks.push({ kind, lines: taken.map((one) => spansOf(one.replace(/^\s{0,3}> ?/, ''))) });
    else blocks.push({ kind: 'paragraph', lines: taken.map(spansOf) });
  }
  return blocks;
}

function kindOf(line: string): 'none' | 'fence' | 'ordered' | 'bullets' | 'quote' | 'heading' | 'paragraph' {
  if (line.trim() === '') return 'none';
  if (FENCE.test(line)) return 'fence';
  const item = ITEM.exec(line);
  if (item) return item[1] === undefined ? 'bullets' : 'ordered';
  if (/^\s{0,3}>/.test(line)) return 'quote';
  return /^#{1,6}\s+\S/.test(line) ? 'heading' : 'paragraph';
}

function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const found of line.matchAll(SPAN)) {
    const [whole, code, strong, em, named, href, bare, ref] = found;
    if (found.index > from) spans.push({ kind: 'text', text: line.slice(from, found.index) });
    from = found.index + whole.length;
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (strong !== undefined) spans.push({ kind: 'strong', text: strong });
    else if (em !== undefined) spans.push({ kind: 'em', text: em });
    else if (ref !== undefined) spans.push({ kind: 'ref', text: ref });
    else spans.push(linkOf(named ?? bare ?? '', href ?? bare ?? ''));
  }
  if (from < line.length) spans.push({ kind: 'text', text: line.slice(from) });
  return spans;
}

const linkOf = (text: string, href: string): Span =>
  URL.canParse(href) ? { kind: 'link', text, href } : { kind: 'text', text };
