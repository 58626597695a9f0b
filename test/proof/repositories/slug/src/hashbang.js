/** '/a/b' -> '#!/a/b', as addresses were written long ago. */
export function hashbang(path) {
  return `#!${path}`;
}
