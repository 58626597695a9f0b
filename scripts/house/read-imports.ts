/** One import as it stands in a file. */
export interface Import {
  specifier: string;
  line: number;
  /** `import type …` or `export type …`: gone when the program runs, but a wall all the same. */
  typeOnly: boolean;
}

const STATEMENT =
  /\b(import|export)(\s+type)?\s*(?:[\w$*{][^'"`;]*?\bfrom\s*)?(['"])([^'"\n]+)\3|\b(?:import|require|require\.resolve)\s*\(\s*(['"`])([^'"`\n]*)\5/g;

/**
 * Every specifier that a file imports, exports from, requires or names in a type (`import('…').T`). TypeScript 7
 * has no parser to call, so this reads the text; it may see one in a comment, but misses none.
 */
export function readImports(source: string): Import[] {
  return [...source.matchAll(STATEMENT)].flatMap((match) => {
    const specifier = match[4] ?? match[6];
    if (!specifier || (match[1] === 'export' && !match[0].includes('from'))) return [];
    return [
      { specifier, line: source.slice(0, match.index).split('\n').length, typeOnly: match[2] !== undefined },
    ];
  });
}
