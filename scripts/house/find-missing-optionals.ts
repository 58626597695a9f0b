interface Lock {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
}

/**
 * Optional packages that a locked package asks for and package-lock.json does not hold: `npm ci` refuses such a
 * lock, and on another platform a build would be without its binaries. `npm install` says nothing when it writes one.
 */
export function findMissingOptionals({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !folders(at).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${at || 'the root'} wants ${name}`),
  );
}

/** Where Node would look for a package from a folder: its own node_modules, then those above. */
function folders(at: string): string[] {
  const found = [at ? `${at}/` : ''];
  for (
    let end = at.lastIndexOf('/node_modules/');
    end >= 0;
    end = at.lastIndexOf('/node_modules/', end - 1)
  ) {
    found.push(`${at.slice(0, end)}/`);
  }
  return [...found, ''];
}
