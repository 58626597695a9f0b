import { signalTree } from '../workspace/process-tree';

const live = new Set<number>();
let listens = false;

/** Ends the group of a process where this program leaves before it. Returns what lets it go again. */
export function holdGroup(pid: number): () => void {
  if (!listens) {
    listens = true;
    process.on('exit', () => {
      for (const each of live) signalTree(each, 'SIGKILL');
    });
  }
  live.add(pid);
  return () => void live.delete(pid);
}
