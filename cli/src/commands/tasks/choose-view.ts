import { listTaskViews, type TaskView } from '@/contract/task-view';
import type { Dashboard } from '../../server/dashboard';
import { Failure } from '../../terminal/failure';

/** The saved view that a person named by its name or id, their own before what others share. Throws a Failure that says which there are. */
export async function chooseView(dashboard: Dashboard, given: string): Promise<TaskView> {
  const views = await dashboard.call(listTaskViews, {});
  const named = views.filter(({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase());
  const own = named.filter(({ yours }) => yours);
  const [found, second] = own.length > 0 ? own : named;
  if (found && !second) return found;
  if (second)
    throw new Failure(
      'AMBIGUOUS_VIEW',
      `“${given}” is the name of several views. Name one by its id: ${named.map(({ id, by }) => `${id} (${by})`).join(', ')}.`,
      'usage',
    );
  const known =
    views.length > 0 ? `There are: ${views.map(({ name }) => name).join(', ')}.` : 'None is saved yet.';
  throw new Failure('NO_SUCH_VIEW', `No view is called “${given}”. ${known}`, 'usage');
}
