import { words } from '../words/ui';
import { Button } from './button';

interface MoreProps {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** Ends a list that goes on. */
export function ShowMore({ list }: { list: MoreProps }) {
  if (!list.hasNextPage) return null;
  return (
    <div className="border-t border-line p-2 text-center">
      <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {words.showMore}
      </Button>
    </div>
  );
}
