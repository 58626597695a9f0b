import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

/** In the place of a list of tasks that has none. */
export function NoTasks({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title="No task matches these filters">
        Clear a filter, or search for other words.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No tasks yet"
      action={
        <>
          <ButtonLink href="/tasks/new" look="primary">
            Create the first task
          </ButtonLink>
          <ButtonLink href="/tasks/import">Import tasks</ButtonLink>
          <ButtonLink href="/connect">Connect a machine</ButtonLink>
        </>
      }
    >
      A task says what shall be true when it is done. A connected machine takes it, an agent works on it, and
      checks prove the result.
    </EmptyState>
  );
}
