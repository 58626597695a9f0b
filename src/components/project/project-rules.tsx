'use client';
import { useState } from 'react';
import type { Rule } from '@/contract/rule';
import { useChange } from '@/hooks/use-change';
import { useList } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { ErrorPanel } from '../ui/error-panel';
import { Panel } from '../ui/panel';
import { Phrase } from '../ui/phrase';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words } from '../words/project-page';

/** The answers of people that the next same question gets by itself; nothing where there are none. */
export function ProjectRules({ projectId }: { projectId: string }) {
  const rules = useList('listRules', { query: { projectId, limit: 100 } });
  const [asked, setAsked] = useState<Rule | null>(null);
  const remove = useChange('removeRule', {
    onSuccess: () => {
      toast(words.rules.removed);
      setAsked(null);
    },
  });
  const items = rules.data?.items ?? [];
  if (rules.isError)
    return <ErrorPanel title={words.rules.unread} error={rules.error} onRetry={() => void rules.refetch()} />;
  if (items.length === 0) return null;
  return (
    <Panel title={words.rules.title} id="rules">
      <ul className="flex flex-col divide-y divide-line">
        {items.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
            <div className="min-w-0 flex-1 basis-72">
              <p>
                <span className="font-medium">{rule.tool}</span>{' '}
                <code className="mono text-log break-all whitespace-pre-wrap">
                  {rule.input}
                  {rule.prefix && ' …'}
                </code>
              </p>
              <p className="mt-0.5 text-label text-ink-2">
                <Phrase
                  of={words.rules[rule.lastUsedAt ? 'answeredLast' : 'answered'](rule.used)}
                  parts={{
                    answer: <q>{rule.text ?? rule.option}</q>,
                    who: <bdi>{rule.createdBy ?? words.rules.whoLeft}</bdi>,
                    exception: rule.exceptionRef,
                    at: <TimeAgo at={rule.createdAt} />,
                    last: rule.lastUsedAt && <TimeAgo at={rule.lastUsedAt} />,
                  }}
                />
              </p>
            </div>
            <Button size="sm" onClick={() => setAsked(rule)}>
              {words.rules.remove}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={words.rules.ask}
        description={words.rules.askWhat}
        confirm={words.rules.confirm}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => asked && remove.mutate({ params: { id: asked.id } })}
      />
    </Panel>
  );
}
