'use client';
import { useId, useState } from 'react';
import { fieldErrors } from '@/hooks/api-error';
import { useChange } from '@/hooks/use-change';
import { Button } from '../ui/button';
import { Input } from '../ui/controls';
import { ErrorPanel } from '../ui/error-panel';
import { described, Field } from '../ui/field';
import { toast } from '../ui/toast-store';
import { words as all } from '../words/settings-account';

const words = all.name;

/** The name that others see. */
export function OwnName({ name }: { name: string }) {
  const id = useId();
  const [value, setValue] = useState(name);
  const rename = useChange('renameAccount', { onSuccess: () => toast(words.changed) });
  const errors = fieldErrors(rename.error);
  return (
    <form
      className="mt-4 flex max-w-xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate({ body: { name: value } });
      }}
    >
      <Field id={id} label={words.label} error={errors.name}>
        <Input
          {...described(id, errors.name)}
          value={value}
          required
          maxLength={100}
          autoComplete="name"
          onChange={(event) => setValue(event.target.value)}
        />
      </Field>
      {rename.isError && <ErrorPanel title={words.notChanged} error={rename.error} />}
      <div>
        <Button type="submit" busy={rename.isPending} disabled={value.trim() === name}>
          {words.change}
        </Button>
      </div>
    </form>
  );
}
