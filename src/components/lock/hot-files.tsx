import type { HotFile } from '@/contract/lock';
import type { Project } from '@/contract/project';
import { Panel } from '../ui/panel';
import { words } from '../words/lock-page';

/** The paths over which tasks met most often: where work is best cut up otherwise. `projects` are those to tell apart. */
export function HotFiles({
  files,
  projects,
}: {
  files: HotFile[];
  projects: Pick<Project, 'id' | 'name'>[];
}) {
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  return (
    <Panel title={words.hot.title} id="hot">
      <p className="text-label text-ink-3">{words.hot.lead}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {files.map(({ projectId, path, refusals, waits }) => (
          <li key={`${projectId} ${path}`} className="flex items-baseline gap-2 text-label">
            <span className="min-w-0 flex-1">
              <code className="break-all">{path}</code>{' '}
              {names.has(projectId) && <bdi className="text-ink-3">{names.get(projectId)}</bdi>}
            </span>
            <span className="mono shrink-0 text-ink-2">{refusals + waits}×</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
