import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { words } from '../words/project-needed';

/** Stands where tasks are made while there is no project to make them in. */
export function NeedsProject() {
  return (
    <Panel>
      <EmptyState
        title={words.title}
        action={
          <ButtonLink href="/projects/new" look="primary">
            {words.add}
          </ButtonLink>
        }
      >
        {words.what}
      </EmptyState>
    </Panel>
  );
}
