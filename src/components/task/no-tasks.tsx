import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { words } from '../words/task-none';

/** In the place of a list of tasks that has none. */
export function NoTasks({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState title={words.noMatch}>{words.clear}</EmptyState>;
  return (
    <EmptyState
      title={words.none}
      action={
        <>
          <ButtonLink href="/tasks/new" look="primary">
            {words.create}
          </ButtonLink>
          <ButtonLink href="/tasks/import">{words.import}</ButtonLink>
          <ButtonLink href="/connect">{words.connect}</ButtonLink>
        </>
      }
    >
      {words.what}
    </EmptyState>
  );
}
