'use client';
import { Circle, CircleCheck } from 'lucide-react';
import type { Stats } from '@/contract/stats';
import { useList } from '@/hooks/use-endpoint';
import { ButtonLink } from '../ui/button';
import { Panel } from '../ui/panel';
import { words as all } from '../words/overview';

const words = all.first;

/** The way from nothing to a first proven task; each step ticks itself. */
export function Onboarding({ stats }: { stats: Stats }) {
  const projects = useList('listProjects');
  const tasks = Object.values(stats.tasks).reduce((sum, count) => sum + (count ?? 0), 0);
  const steps = [
    {
      done: stats.runners.total > 0,
      href: '/connect',
      ...words.machine,
    },
    {
      done: (projects.data?.items.length ?? 0) > 0,
      href: '/projects/new',
      ...words.project,
    },
    {
      done: tasks > 0,
      href: '/tasks/new',
      ...words.task,
    },
    {
      done: (stats.tasks.COMPLETED ?? 0) > 0,
      href: '/tasks',
      ...words.proof,
    },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <Panel title={words.title} id="first-steps" flush>
      <ol>
        {steps.map(({ done, title, text, href, action }, index) => {
          const Icon = done ? CircleCheck : Circle;
          return (
            <li
              key={title}
              className="flex items-center gap-3 border-t border-line px-4 py-3 first:border-t-0"
            >
              <Icon
                className={`size-5 shrink-0 ${done ? 'text-success' : 'text-ink-3'}`}
                aria-hidden="true"
              />
              <div className="min-w-0 flex-1">
                <p className="font-medium">
                  {title}
                  <span className="sr-only"> {done ? words.done : words.toDo}</span>
                </p>
                <p className="text-ink-2">{text}</p>
              </div>
              {!done && (
                <ButtonLink href={href} look={index === next ? 'primary' : 'outline'}>
                  {action}
                </ButtonLink>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
