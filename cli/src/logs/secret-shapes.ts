/** A known shape of keys and tokens: how it begins, and what must follow at least so often. */
type Shape = [head: string, tail: string, least: number];

const SHAPES: Shape[] = [
  ['gh[pousr]_', '[A-Za-z0-9._-]', 30],
  ['github_pat_', '\\w', 22],
  ['sk-ant-', '[\\w-]', 16],
  ['sk-proj-', '[A-Za-z0-9]', 32],
  ['sk-', '[A-Za-z0-9]', 32],
  ['ao[erj]_', '[A-Za-z0-9_-]', 16],
  ['ao_pat_', '[A-Za-z0-9_-]', 16],
  ['A[KS]IA', '[0-9A-Z]', 16],
  ['npm_', '[A-Za-z0-9]', 30],
  ['xox[abeoprs]-', '[A-Za-z0-9-]', 10],
  ['glpat-', '[\\w-]', 20],
  ['AIza', '[\\w-]', 35],
];
const PEM_HEAD = '-----BEGIN ';
/** Most characters of a private key's first line that follow its head. */
const PEM_REST = 55;

export const PEM_BEGIN = `${PEM_HEAD}(?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----`;
export const PEM_END = /-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----/;
/** As much of each as decides that it is one. */
export const SECRET_SHAPES = SHAPES.map(([head, tail, least]) => `${head}${tail}{${least}}`).join('|');

const BEGUN = new RegExp(
  `(?:${[...SHAPES, [PEM_HEAD, '[A-Z0-9 -]', PEM_REST] as Shape].map(beginningOf).join('|')})$`,
);

/** Where the end of a text begins that could grow into one of them; its length where there is none. */
export function shapeBegun(text: string): number {
  const at = text.search(BEGUN);
  return at < 0 ? text.length : at;
}

/** What matches every beginning of a shape that is not yet one. */
function beginningOf([head, tail, least]: Shape): string {
  const atoms = head.match(/\[[^\]]*\]|./g) ?? [];
  return atoms.reduceRight((rest, atom) => `${atom}(?:${rest})?`, `${tail}{0,${least - 1}}`);
}
