/** Words that the glossary of docs/architecture.md gives another name, and tones that the copy does not take. */
const WRONG: [RegExp, string][] = [
  [/\bjobs?\b/i, 'task'],
  [/\btickets?\b/i, 'task'],
  [/\bworkers?\b/i, 'runner'],
  [/\balerts?\b/i, 'exception'],
  [/\brepos\b/i, 'projects, or repositories'],
  [/\b(please|oops|whoops|uh-oh)\b/i, 'nothing'],
];

/** Wrong words in a page of documentation: its text without code, quotations, links' addresses and the glossary's own columns. */
export function wrongWordsInPage(markdown: string): string[] {
  const text = markdown
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/"[^"\n]*"/g, '')
    .replace(/\| word \| meaning \|[\s\S]*?\n\n/g, '');
  return wrongWordsIn(text);
}

/** Wrong words in what a source file says to people: the text between tags, and strings that read like sentences. */
export function wrongWordsInSource(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1');
  const between = [...code.matchAll(/>([^<>{}]*[a-z][^<>{}]*)</gi)].map(([, text]) => text ?? '');
  const strings = [...code.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text]) => text ?? '');
  const sentences = strings.filter((text) => /^[A-Z][\w’',.:-]* /.test(text) || /^(aria-|title=)/.test(text));
  return [...between.filter((text) => !/[;=]/.test(text)), ...sentences].flatMap(wrongWordsIn);
}

function wrongWordsIn(text: string): string[] {
  return WRONG.flatMap(([wrong, right]) => {
    const [word] = text.match(wrong) ?? [];
    return word ? [`"${word}" (say ${right})`] : [];
  });
}
