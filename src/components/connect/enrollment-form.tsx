'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { checkBody } from '@/hooks/check-body';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { Panel } from '../ui/panel';
import { words as all } from '../words/connect';
import type { Issued } from './connect-page';

const words = all.make;

/** Step one: a name and labels, both optional, then the command. */
export function EnrollmentForm({ onIssued }: { onIssued(issued: Issued): void }) {
  const id = useId();
  const [name, setName] = useState('');
  const [labels, setLabels] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const change = useChange('createEnrollment', { onSuccess: onIssued });
  const errors: Record<string, string> = { ...fieldErrors(change.error), ...wrong };
  const submit = async () => {
    const { body, errors } = await checkBody('createEnrollment', {
      name: name.trim() || undefined,
      labels: labels.split(/[\s,]+/).filter(Boolean),
    });
    setWrong(errors);
    if (body) change.mutate({ body });
  };
  const labelsError = Object.entries(errors).find(([path]) => path.startsWith('labels'))?.[1];
  return (
    <Panel title={words.title} id="make">
      <form
        className="flex max-w-xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="text-read text-ink-2">{words.needs}</p>
        <Field id={`${id}-name`} label={words.name} optional hint={words.nameHint} error={errors.name}>
          <Input
            {...described(`${id}-name`, errors.name)}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
          />
        </Field>
        <Field id={`${id}-labels`} label={words.labels} optional hint={words.labelsHint} error={labelsError}>
          <Input
            {...described(`${id}-labels`, labelsError)}
            value={labels}
            onChange={(event) => setLabels(event.target.value)}
          />
        </Field>
        {change.isError && <ErrorPanel title={words.failed} error={change.error} />}
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            {words.action}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
