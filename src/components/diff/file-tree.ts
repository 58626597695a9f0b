export interface Folder<T> {
  name: string;
  folders: Folder<T>[];
  files: { name: string; file: T }[];
}

/** Files by folder, both in the order of their names; folders with a single folder inside are joined. */
export function fileTree<T extends { path: string }>(files: T[]): Folder<T> {
  const root: Folder<T> = { name: '', folders: [], files: [] };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const parts = file.path.split('/');
    const name = parts.pop() ?? file.path;
    let folder = root;
    for (const part of parts) {
      let next = folder.folders.find((each) => each.name === part);
      if (!next) folder.folders.push((next = { name: part, folders: [], files: [] }));
      folder = next;
    }
    folder.files.push({ name, file });
  }
  return { ...root, folders: root.folders.map(join) };
}

function join<T>(folder: Folder<T>): Folder<T> {
  const [only] = folder.folders;
  if (only && folder.folders.length === 1 && folder.files.length === 0)
    return join({ ...only, name: `${folder.name}/${only.name}` });
  return { ...folder, folders: folder.folders.map(join) };
}
