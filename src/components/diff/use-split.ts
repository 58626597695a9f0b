import { useQueryState } from 'nuqs';
import { useSyncExternalStore } from 'react';
import { diffLayout } from './diff-url';

/** Two columns need about this much room. */
const WIDE = '(min-width: 64rem)';

/** How changes are laid out; it stands in the address. On a narrow screen they are always in one column. */
export function useSplit() {
  const [layout, setLayout] = useQueryState('diff', diffLayout);
  const wide = useSyncExternalStore(listen, isWide, () => false);
  return { layout, setLayout, split: wide && layout === 'split', wide };
}

const isWide = () => matchMedia(WIDE).matches;
function listen(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
