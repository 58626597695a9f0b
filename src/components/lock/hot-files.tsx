import type { HotFile } from '@/contract/lock';
import { Panel } from '../ui/panel';
import { words } from '../words/lock-page';

/** The paths over which tasks met most often: where work is best cut up otherwise. */
export function HotFiles({ files }: { files: HotFile[] }) {
  return (
    <Panel title={words.hot.title} id="hot">
      <p className="text-label text-ink-3">{words.hot.lead}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {files.map(({ projectId, path, refusals, waits }) => (
          <li key={`${projectId} ${path}`} className="flex items-baseline gap-2 text-label">
            <code className="min-w-0 flex-1 break-all">{path}</code>
            <span className="mono shrink-0 text-ink-2">{refusals + waits}×</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
