import { type Found, found } from './finding';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (text: string) =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');

/** An attribute of a tag’s text, without entities of the document’s own: those are never expanded. */
const attribute = (tag: string, name: string): string | null => {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) return null;
  const from = at + name.length + 3;
  const to = tag.indexOf('"', from);
  return to < 0 ? null : plain(tag.slice(from, to));
};

/** Failed cases of JUnit’s XML, wherever in the text it stands. Read tag by tag: never as a document. */
export function readJunitXml(text: string): Found[] {
  const all: Found[] = [];
  let opened: string | null = null;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const end = text.indexOf('>', at);
    if (end < 0) break;
    const tag = text.slice(at, end + 1);
    if (tag.startsWith('<testcase')) opened = tag.endsWith('/>') ? null : tag;
    else if (tag.startsWith('</testcase')) opened = null;
    else if (opened && /^<(?:failure|error)[\s>/]/.test(tag)) {
      const group = attribute(opened, 'classname');
      const test = [group, attribute(opened, 'name')].filter(Boolean).join(' › ');
      const message = attribute(tag, 'message') ?? 'failed';
      all.push(found({ file: attribute(opened, 'file'), line: attribute(opened, 'line'), test, message }));
      opened = null;
    }
    at = text.indexOf('<', end);
  }
  return all;
}
