/** Moves the focus to the row above or below in the page's lists and tables; Enter then opens it, as anything focused. */
export function walkRows(by: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('#content :is(a.covering, tbody tr)')]
    .flatMap((one) => (one.matches('tr') ? (opensRow(one) ?? []) : one))
    .filter((one) => one.checkVisibility());
  const at = document.activeElement;
  const here = stops.findIndex((one) => one === at || one.closest('tr, li')?.contains(at));
  stops[here < 0 ? 0 : here + by]?.focus();
}

/** What opens a row that no link covers. */
const opensRow = (row: HTMLElement) =>
  row.querySelector('a.covering') ? null : row.querySelector<HTMLElement>('a[href], [aria-expanded]');
