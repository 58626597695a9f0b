export interface ToastSaid {
  id: number;
  title: string;
  description?: string;
  tone: 'done' | 'failed';
  /** What takes it back; it can be for a little longer. */
  undo?: () => void;
  /** What tries it once more. */
  retry?: () => void;
}

const SHOWN_MS = 6000;
const UNDO_MS = 8000;
const MOST = 4;
let shown: readonly ToastSaid[] = [];
let last = 0;
const watchers = new Set<() => void>();

function set(next: readonly ToastSaid[]) {
  shown = next;
  for (const watcher of watchers) watcher();
}

export const shownToasts = () => shown;
export const noToasts: readonly ToastSaid[] = [];
export const dismissToast = (id: number) => set(shown.filter((toast) => toast.id !== id));

export function watchToasts(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Says something at the edge of the page. A failure stays until it is closed. */
export function toast(
  title: string,
  { description, tone = 'done', undo, retry }: Partial<Omit<ToastSaid, 'id' | 'title'>> = {},
) {
  last += 1;
  const id = last;
  set([...shown, { id, title, description, tone, undo, retry }].slice(-MOST));
  if (tone === 'done') setTimeout(() => dismissToast(id), undo ? UNDO_MS : SHOWN_MS);
}

/** Says that a change was refused, why, and offers to try it once more. */
export const toastRefused = (title: string, { message }: { message: string }, retry?: () => void) =>
  toast(title, { description: message, tone: 'failed', retry });
