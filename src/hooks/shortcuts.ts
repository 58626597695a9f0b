import { isTyping } from './is-typing';

export interface Shortcut {
  /** One key, or two after each other: `c`, `g o`, `?`. */
  keys: string;
  label: string;
  group: 'Go to' | 'Everywhere' | 'This page';
  run(): void;
}

const CHORD_MS = 2000;
const STORED = 'ao-single-keys';
const registered = new Set<readonly Shortcut[]>();

/** Makes shortcuts work and appear on the sheet. @returns a function that takes them away again */
export function register(shortcuts: readonly Shortcut[]): () => void {
  registered.add(shortcuts);
  return () => registered.delete(shortcuts);
}

/** All that work now. Where two share their keys the page's own wins, then what was registered last. */
export function activeShortcuts(): Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const one of [...registered].flat())
    if (one.group === 'This page' || byKeys.get(one.keys)?.group !== 'This page') byKeys.set(one.keys, one);
  return [...byKeys.values()];
}

/** People who dictate, or whose keyboard repeats, can switch single keys off. */
export const singleKeysOn = () => localStorage.getItem(STORED) !== 'off';
export const setSingleKeys = (on: boolean) => localStorage.setItem(STORED, on ? 'on' : 'off');

/** Listens for keys until the returned function is called. */
export function listenForKeys(target: Document): () => void {
  let first: { key: string; at: number } | null = null;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || !singleKeysOn() || target.querySelector('[role="dialog"]')) return;
    const chord = first && Date.now() - first.at < CHORD_MS ? `${first.key} ${event.key}` : null;
    first = null;
    const shortcuts = activeShortcuts();
    const found =
      shortcuts.find(({ keys }) => keys === chord) ?? shortcuts.find(({ keys }) => keys === event.key);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (shortcuts.some(({ keys }) => keys.startsWith(`${event.key} `))) {
      first = { key: event.key, at: Date.now() };
    }
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
