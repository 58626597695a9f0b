/** Somebody who can be named. */
export interface Named {
  id: string;
  name: string;
  email: string;
}

/**
 * Who is named in a text as `@Name`, `@name-without-spaces` or by what stands before the @ of their address. The longest
 * name that fits counts, and code names nobody. Pure.
 */
export function mentionsIn(text: string, people: readonly Named[]): Named[] {
  const plain = text.replaceAll(/```[\s\S]*?(```|$)|`[^`\n]*`/g, ' ').toLowerCase();
  const names = people
    .flatMap((person) =>
      [person.name, person.name.replaceAll(' ', ''), person.email.split('@')[0] ?? ''].map((name) => ({
        person,
        name: name.toLowerCase(),
      })),
    )
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length);
  const found = new Set<Named>();
  for (const { index } of plain.matchAll(/(?<![\p{L}\p{N}_.@])@/gu)) {
    const rest = plain.slice(index + 1);
    const hit = names.find(
      ({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(rest.slice(name.length)),
    );
    if (hit) found.add(hit.person);
  }
  return [...found];
}
