const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/**
 * Where what had the focus goes away, because it was decided, released or cleared, the focus goes to what stands nearest,
 * not back to the beginning of the page. Works within `content` until the returned function is called.
 */
export function keepFocus(content: HTMLElement): () => void {
  /** What has the focus, all that it stands in, and where. */
  let held: { node: Element; within: Element[]; path: string } | null = null;
  const hold = (target: EventTarget | null) => {
    if (!(target instanceof Element) || !content.contains(target)) return;
    const within: Element[] = [];
    for (let up = target.parentElement; up && up !== content; up = up.parentElement) within.push(up);
    held = { node: target, within, path: window.location.pathname };
  };
  const onFocus = ({ target }: FocusEvent) => hold(target);
  // Who takes the focus away, by a click beside it, wants it nowhere; what is disabled loses it without a wish.
  const onBlur = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      if (held?.node === target && held.node.isConnected && !held.node.matches(':disabled')) held = null;
    });
  const look = () => {
    if (!held || held.node.isConnected || document.activeElement !== document.body) return;
    const { within, path } = held;
    held = null;
    // Another page begins at its own beginning.
    if (path !== window.location.pathname) return;
    const left = within.find((one) => one.isConnected && one.querySelector(STOPS));
    const next = left?.querySelector('h1') ? null : left?.querySelector<HTMLElement>(STOPS);
    (next ?? content).focus({ preventScroll: true });
  };
  hold(document.activeElement);
  const observer = new MutationObserver(look);
  observer.observe(content, { childList: true, subtree: true });
  content.addEventListener('focusin', onFocus);
  content.addEventListener('focusout', onBlur);
  return () => {
    observer.disconnect();
    content.removeEventListener('focusin', onFocus);
    content.removeEventListener('focusout', onBlur);
  };
}
