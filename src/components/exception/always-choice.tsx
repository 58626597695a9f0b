'use client';
import { useId } from 'react';
import type { Subject } from '@/contract/exception';
import { Checkbox, Input } from '../ui/controls';
import { described, Field } from '../ui/field';

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
        label={
          subject.tool === 'AskUserQuestion'
            ? 'Always, in this project: the same question gets this answer at once'
            : `Always, in this project: ${subject.tool} with exactly this input`
        }
        checked={always !== undefined}
        onChange={(event) => onChange(event.target.checked ? {} : undefined)}
      />
      {always && subject.tool === 'Bash' && (
        <Field
          id={id}
          label="Only its first words"
          optional
          hint="Commands that begin with them and go on with plain words count too: no ; | & > $ or quotes."
        >
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
