'use client';
import { useId } from 'react';
import type { ApiError } from '@/hooks/api-error';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { TextArea } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { words } from '../words/discussion';

interface ComposerProps {
  label: string;
  submit: string;
  value: string;
  onChange(text: string): void;
  busy: boolean;
  error: ApiError | null;
  onSubmit(): void;
  onCancel?(): void;
}

/** The last word, where it begins with @: whom somebody is about to name. */
const NAMING = /(^|\s)@([\p{L}\p{N}._-]*)$/u;
const OFFERED = 5;

/** A field for Markdown that offers the members that are being named. */
export function RemarkComposer({
  label,
  submit,
  value,
  onChange,
  busy,
  error,
  onSubmit,
  onCancel,
}: ComposerProps) {
  const id = useId();
  const { data: members = [] } = useEndpoint('listMembers');
  const naming = NAMING.exec(value)?.[2]?.toLowerCase();
  const offered =
    naming === undefined
      ? []
      : members.filter(({ name }) => name.toLowerCase().startsWith(naming)).slice(0, OFFERED);
  const name = (who: string) => onChange(value.replace(NAMING, `$1@${who} `));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) onSubmit();
      }}
    >
      <Field id={id} label={label} hint={words.composer.hint}>
        <TextArea
          {...described(id)}
          rows={3}
          maxLength={10_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      {offered.length > 0 && (
        <fieldset className="mt-1 flex flex-wrap gap-1.5">
          <legend className="sr-only">{words.composer.name}</legend>
          {offered.map((one) => (
            <Button key={one.id} size="sm" onClick={() => name(one.name)}>
              @{one.name}
            </Button>
          ))}
        </fieldset>
      )}
      {error && <ErrorPanel title={words.composer.failed} error={error} />}
      <div className="mt-2 flex gap-2">
        <Button type="submit" look="primary" busy={busy} disabled={value.trim() === ''}>
          {submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{words.composer.leave}</Button>}
      </div>
    </form>
  );
}
