/** Below the bars that stay at the top of the page, in pixels. */
const TOP = 70;
/** As far below it, in pixels, what begins is what is read. */
const READ = 40;

const filesOf = () => [...document.querySelectorAll<HTMLElement>('section[id^="file-"]')];
const hunksOf = () => [...document.querySelectorAll<HTMLElement>('[data-hunk]')];

/** The file and hunk that a key means: in focus, else what is read at the top; null where there is no file. */
export function placeAtHand(): { file: string; hunk: number | null } | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-hunk], section[id^="file-"]');
  const begun = hunksOf().findLast((hunk) => hunk.getBoundingClientRect().top <= TOP + READ);
  const read = begun && begun.closest('section[id^="file-"]')!.getBoundingClientRect().bottom > TOP + READ;
  const at = focused ?? (read ? begun : [...hunksOf(), ...filesOf()].find(isInSight)) ?? filesOf().at(-1);
  if (!at) return null;
  const [file, hunk] = at.dataset.hunk?.split(' ') ?? [at.id];
  return { file: file!, hunk: hunk === undefined ? null : Number(hunk) };
}

const isInSight = (element: HTMLElement) => element.getBoundingClientRect().bottom > TOP;

/** Brings the next hunk, or the one before, to the top and the focus to it. */
export function stepHunk(by: 1 | -1) {
  const hunks = hunksOf();
  const within = document.activeElement?.closest<HTMLElement>('[data-hunk]');
  const focused = within ? hunks.indexOf(within) : -1;
  const first = hunks.findIndex(isInSight);
  const next = focused >= 0 ? focused + by : by > 0 ? first : (first < 0 ? hunks.length : first) - 1;
  const target = hunks[Math.min(Math.max(0, next), hunks.length - 1)];
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}

/** Brings the next file, or the one before, to the top. */
export function stepFile(by: 1 | -1) {
  const files = filesOf();
  const at = files.findIndex((file) => file.getBoundingClientRect().top > TOP);
  const now = at < 0 ? files.length : at;
  const target = files[Math.max(0, by > 0 ? Math.min(now, files.length - 1) : now - 2)];
  target?.scrollIntoView();
  (document.activeElement as HTMLElement | null)?.blur();
}
