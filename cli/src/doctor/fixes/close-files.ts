import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configFolder, stateFolder } from '../../config/folders';

const OTHERS = 0o077;

/** Takes what others on this machine may do with this program's folders and settings away. Says each that it changed. */
export function closeFiles(): string[] {
  if (process.platform === 'win32') return [];
  const config = configFolder();
  const names = listOf(config).filter((name) => /\.(json|env)$/.test(name));
  return [config, stateFolder(), ...names.map((name) => join(config, name))].flatMap(close);
}

function close(path: string): string[] {
  try {
    const stat = lstatSync(path);
    // A link's own rights mean nothing, and where it leads is not ours.
    if (stat.isSymbolicLink() || stat.uid !== process.getuid?.() || (stat.mode & OTHERS) === 0) return [];
    const mode = stat.isDirectory() ? 0o700 : 0o600;
    chmodSync(path, mode);
    return [`${path} could be read by others on this machine: chmod ${mode.toString(8)} ${path}`];
  } catch {
    return [];
  }
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
