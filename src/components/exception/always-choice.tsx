'use client';
import { useId } from 'react';
import type { Subject } from '@/contract/exception';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/exception-always';

interface ChoiceProps {
  subject: Subject;
  always: { prefix?: string } | undefined;
  onChange(always: { prefix?: string } | undefined): void;
}

/** Whether the answer counts for the next same question of the project too, and what counts as the same. */
export function AlwaysChoice({ subject, always, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="mt-4 flex flex-col gap-2">
      <Checkbox
        label={subject.tool === 'AskUserQuestion' ? words.question : words.tool(subject.tool)}
        checked={always !== undefined}
        onChange={(event) => onChange(event.target.checked ? {} : undefined)}
      />
      {always && subject.tool === 'Bash' && (
        <Field id={id} label={words.prefix} optional hint={words.prefixHint}>
          <Input
            {...described(id)}
            className="mono"
            value={always.prefix ?? ''}
            placeholder={subject.input.split('\n')[0]}
            maxLength={1000}
            onChange={(event) => onChange({ prefix: event.target.value || undefined })}
          />
        </Field>
      )}
    </div>
  );
}
