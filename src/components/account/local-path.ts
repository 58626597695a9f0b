/** A path of this dashboard as it was asked for, or the first page where it leads anywhere else. */
export function localPath(wanted: string): string {
  if (!wanted.startsWith('/')) return '/';
  try {
    const url = new URL(wanted, 'http://here.invalid');
    return url.origin === 'http://here.invalid' && !url.pathname.startsWith('//')
      ? `${url.pathname}${url.search}${url.hash}`
      : '/';
  } catch {
    return '/';
  }
}
