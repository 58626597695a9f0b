import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';

/** Stands where tasks are made while there is no project to make them in. */
export function NeedsProject() {
  return (
    <Panel>
      <EmptyState
        title="Tasks need a project"
        action={
          <ButtonLink href="/projects/new" look="primary">
            Add a project
          </ButtonLink>
        }
      >
        A project names the repository and the checks.
      </EmptyState>
    </Panel>
  );
}
