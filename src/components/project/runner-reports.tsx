import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Project } from '@/contract/project';
import { ButtonLink } from '../ui/button';
import { toneText } from '../ui/chip';
import { EmptyState } from '../ui/empty-state';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { words } from '../words/project-reports';
import { reportWords } from './report-words';

/** What each runner says of the repository on its machine; every bad state with its way out; and what one read of its history. */
export function RunnerReports({ reports, history }: Pick<Project, 'reports' | 'history'>) {
  return (
    <Panel title={words.title} id="reports" flush>
      {reports.length === 0 && (
        <EmptyState title={words.none} action={<ButtonLink href="/connect">{words.connect}</ButtonLink>}>
          {words.noneHint}
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
      {history && (
        <p className="border-t border-line px-4 py-2.5 text-label text-ink-2">
          <Phrase
            of={words.history(history.pairCount, history.commits)}
            parts={{
              tip: <code>{history.tip.slice(0, 10)}</code>,
              runner: <bdi>{history.runnerName}</bdi>,
              at: <TimeAgo at={history.updatedAt} />,
            }}
          />
        </p>
      )}
    </Panel>
  );
}
