'use client';
import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useId, useState } from 'react';
import type { Cap, Exception } from '@/contract/exception';
import { useChange } from '@/hooks/use-change';
import { useShortcuts } from '@/hooks/use-shortcuts';
import { AnsiText } from '../log/ansi-text';
import { StatusIcon } from '../task/status-icon';
import { Button } from '../ui/button';
import { Chip } from '../ui/chip';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Kbd } from '../ui/kbd';
import { Scroller } from '../ui/scroller';
import { TimeAgo } from '../ui/time-ago';
import { toast } from '../ui/toast-store';
import { words } from '../words/exception-card';
import { answerLabel, exceptionWord, severityTone, severityWord } from './exception-words';

const TriageBar = dynamic(() => import('./triage-bar').then((made) => made.TriageBar), { ssr: false });
const AlwaysChoice = dynamic(() => import('./always-choice').then((made) => made.AlwaysChoice), {
  ssr: false,
});
const RaiseCap = dynamic(() => import('./raise-cap').then((made) => made.RaiseCap), { ssr: false });

/** One decision: what happened, what may be done, and what each choice does. Nothing is ever chosen for the person. */
export function ExceptionCard({
  exception,
  keys,
  onDone,
}: {
  exception: Exception;
  keys?: boolean;
  onDone?: () => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const change = useChange('resolveException', {
    onSuccess: ({ status }) => {
      toast((status === 'dismissed' ? words.dismissed : words.answered)(exception.ref));
      onDone?.();
    },
  });
  const written = text.trim();
  const [raising, setRaising] = useState(false);
  const [always, setAlways] = useState<{ prefix?: string } | undefined>(undefined);
  const send = (body: { option?: string; status?: 'resolved' | 'dismissed'; cap?: Cap }) =>
    change.mutate({
      params: { id: exception.ref },
      body: {
        ...body,
        text: written || undefined,
        always: body.status ? undefined : always,
        version: exception.version,
      },
    });
  const choose = (option: string) => (option === 'raise_cap' ? setRaising(true) : send({ option }));
  useShortcuts(
    keys
      ? exception.options.slice(0, 9).map((option, index) => ({
          keys: String(index + 1),
          label: option.label,
          group: 'This page' as const,
          run: () => choose(option.id),
        }))
      : [],
  );
  const asked = exception.type === 'QUESTION' || exception.type === 'PERMISSION';

  return (
    <section
      id="decision"
      aria-labelledby={`${id}-title`}
      className="rounded-panel border border-attention bg-panel"
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 text-label text-ink-2">
        <span className="inline-flex items-center gap-1.5 font-medium text-attention">
          <StatusIcon shape="diamond" />
          {exceptionWord(exception.type)}
        </span>
        <Chip tone={severityTone(exception.severity)}>{severityWord(exception.severity)}</Chip>
        <Link href={`/tasks/${exception.taskRef}`} className="text-accent hover:underline">
          {exception.taskRef} <bdi>{exception.taskTitle}</bdi>
        </Link>
        {exception.regressed && <Chip tone="danger">{words.regressed}</Chip>}
        {exception.occurrences > 1 && <Chip>{words.alike(exception.occurrences)}</Chip>}
        <span className="text-ink-3 sm:ml-auto">
          {exception.ref} · <TimeAgo at={exception.createdAt} />
        </span>
      </div>
      <div className="p-4">
        <h2 id={`${id}-title`} className="text-section font-medium">
          <bdi>{exception.title}</bdi>
        </h2>
        {/* A question that is all the agent has said is not said twice. */}
        {exception.body.trim() && exception.body.trim() !== exception.title && (
          <div className="mt-2 border-l-2 border-line pl-3">
            {asked && <p className="text-meta text-ink-3">{words.said}</p>}
            <Scroller
              label={words.says}
              className={clsx('max-h-72 whitespace-pre-wrap', asked ? 'text-read' : 'mono text-log')}
            >
              {exception.body
                .trimEnd()
                .split('\n')
                .map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished text never move
                  <span key={index} className="block min-h-5">
                    <AnsiText text={line} />
                  </span>
                ))}
            </Scroller>
          </div>
        )}
        {exception.options.length > 0 && (
          <ol className="mt-4 grid gap-x-3 gap-y-3 sm:gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
            {exception.options.map((option, index) => (
              <li
                key={option.id}
                className="flex flex-col items-start gap-x-3 gap-y-1 sm:col-span-2 sm:grid sm:grid-cols-subgrid sm:items-center"
              >
                <Button
                  className="sm:justify-start"
                  busy={change.isPending && change.variables?.body?.option === option.id}
                  disabled={change.isPending}
                  aria-expanded={option.id === 'raise_cap' ? raising : undefined}
                  onClick={() => choose(option.id)}
                >
                  {keys && index < 9 && <Kbd>{String(index + 1)}</Kbd>}
                  {option.label}
                </Button>
                <span className="min-w-0 text-label text-ink-2">{option.consequence}</span>
              </li>
            ))}
          </ol>
        )}
        {asked && exception.subject && (
          <AlwaysChoice subject={exception.subject} always={always} onChange={setAlways} />
        )}
        {raising && (
          <RaiseCap
            taskRef={exception.taskRef}
            busy={change.isPending}
            onRaise={(cap) => send({ option: 'raise_cap', cap })}
          />
        )}
        <div className="mt-4">
          <Field
            id={id}
            label={answerLabel(exception.type)}
            optional={exception.options.length > 0}
            hint={asked ? words.askedHint : words.optionHint}
          >
            <TextArea
              {...described(id)}
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <div className="mt-2 flex flex-wrap gap-2">
            {asked && (
              <Button look="primary" disabled={written === '' || change.isPending} onClick={() => send({})}>
                {words.send}
              </Button>
            )}
            {!asked && (
              <Button look="quiet" disabled={change.isPending} onClick={() => send({ status: 'dismissed' })}>
                {words.dismiss}
              </Button>
            )}
          </div>
        </div>
        {change.isError && (
          <div className="mt-3">
            <ErrorPanel title={words.failed} error={change.error} />
          </div>
        )}
      </div>
      <div className="border-t border-line px-2 py-1.5">
        <TriageBar chosen={[exception]} />
      </div>
    </section>
  );
}
