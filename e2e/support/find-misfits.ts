import type { Page } from '@playwright/test';

/**
 * What does not fit its place: a page that scrolls sideways, words that are cut off and whose whole is nowhere to be had,
 * words over other words, and controls that something lies over. Each as a sentence.
 */
export const findMisfits = (page: Page): Promise<string[]> => page.evaluate(misfits);

function misfits(): string[] {
  const found: string[] = [];
  const nameOf = (node: Element) =>
    `${node.tagName.toLowerCase()}.${[...node.classList].slice(0, 4).join('.')} “${(node.textContent ?? '').trim().slice(0, 50)}”`;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const causes = [...document.querySelectorAll('body *')].filter(
      (node) => node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node),
    );
    found.push(`the page is ${wide} px wider than its window: ${causes.slice(0, 4).map(nameOf).join(', ')}`);
  }

  const pieces: { node: Element; rect: DOMRect; pinned: boolean }[] = [];
  for (const node of document.querySelectorAll<HTMLElement>('body *')) {
    if (!isSeen(node)) continue;
    const style = getComputedStyle(node);
    const hides = (side: string) => side === 'hidden' || side === 'clip';
    const hasWords = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent?.trim());
    // Words that end in … have their whole behind the link or in the title; lines that are clamped too.
    const says = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (hasWords && !says && hides(style.overflowX) && node.scrollWidth > node.clientWidth + 1)
      found.push(`cut off at its side: ${nameOf(node)}`);
    if (hasWords && !says && hides(style.overflowY) && node.scrollHeight > node.clientHeight + 2)
      found.push(`cut off below: ${nameOf(node)}`);
    if (node.matches('button, a, select, [role="tab"]') && style.display !== 'inline') {
      const out = node.scrollHeight > node.clientHeight + 4 && node.clientHeight > 0;
      if (out && !hides(style.overflowY) && !node.matches('.covering'))
        found.push(`its words stand out of it: ${nameOf(node)}`);
    }
    if (!hasWords || insideScroller(node)) continue;
    const range = document.createRange();
    for (const one of node.childNodes) {
      if (one.nodeType !== 3 || !one.textContent?.trim()) continue;
      range.selectNodeContents(one);
      for (const rect of range.getClientRects())
        if (rect.width > 2) pieces.push({ node, rect: clipped(rect, node), pinned: isPinned(node) });
    }
  }
  const inOrder = pieces.filter(({ rect }) => rect.width > 2 && rect.height > 2);
  inOrder.sort((a, b) => a.rect.top - b.rect.top);
  for (const [nth, a] of inOrder.entries())
    for (const b of inOrder.slice(nth + 1)) {
      if (b.rect.top > a.rect.bottom) break;
      const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
      const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
      if (across > 3 && down > 4 && a.pinned === b.pinned && !a.pinned && a.node !== b.node)
        found.push(`over one another: ${nameOf(a.node)} and ${nameOf(b.node)}`);
    }
  return [...new Set(found)];

  function isSeen(node: Element): boolean {
    const { width, height } = node.getBoundingClientRect();
    const { visibility, clip, clipPath } = getComputedStyle(node);
    if (
      width <= 1 ||
      height <= 1 ||
      visibility !== 'visible' ||
      !node.checkVisibility({ contentVisibilityAuto: true })
    )
      return false;
    return clip === 'auto' && clipPath === 'none' && !node.closest('.sr-only, [aria-hidden="true"]');
  }
  function scrolls(node: Element): boolean {
    for (let up = node.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  }
  function insideScroller(node: Element): boolean {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if ([overflowX, overflowY].some((side) => side === 'auto' || side === 'scroll')) return true;
    }
    return false;
  }
  function isPinned(node: Element): boolean {
    for (let up: Element | null = node; up; up = up.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(up).position)) return true;
    return false;
  }
  /** What of it can be seen: an ancestor may hide the rest. */
  function clipped(rect: DOMRect, node: Element): DOMRect {
    let { left, right, top, bottom } = rect;
    for (let up: Element | null = node; up && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = up.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }
}
