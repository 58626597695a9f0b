import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Project } from '@/contract/project';
import { ButtonLink } from '../ui/button';
import { toneText } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { reportWords } from './report-words';

/** What each runner says of the repository on its machine; every bad state with its way out. */
export function RunnerReports({ reports }: { reports: Project['reports'] }) {
  return (
    <Panel title="On the machines" id="reports" flush>
      {reports.length === 0 && (
        <EmptyState
          title="No machine has looked yet"
          action={<ButtonLink href="/connect">Connect a machine</ButtonLink>}
        >
          A runner reports within seconds whether it can serve this project.
        </EmptyState>
      )}
      <ul>
        {reports.map(({ runnerName, state, detail, updatedAt }) => {
          const { word, tone, fix } = reportWords(state);
          const Icon = state === 'ok' ? CircleCheck : TriangleAlert;
          return (
            <li key={runnerName} className="flex gap-3 border-t border-line px-4 py-2.5 first:border-t-0">
              <Icon className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium">{runnerName}</span>{' '}
                  <span className={toneText[tone]}>{word}</span>
                </p>
                {detail && <p className="text-label break-words text-ink-2">{detail}</p>}
                {fix && <p className="text-label text-ink-2">{fix}</p>}
              </div>
              <TimeAgo at={updatedAt} className="shrink-0 text-label text-ink-3" />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
