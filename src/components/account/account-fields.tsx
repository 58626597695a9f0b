'use client';
import { useId } from 'react';
import { Input } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/account';

export interface AccountValues {
  name: string;
  email: string;
  password: string;
}
export const NO_ACCOUNT: AccountValues = { name: '', email: '', password: '' };

interface FieldsProps {
  values: AccountValues;
  onChange(values: AccountValues): void;
  errors: Record<string, string>;
  /** An account that there is: no name, and the password it has. */
  known?: boolean;
  /** Given by an invitation. */
  fixedEmail?: string | null;
}

/** Name, e-mail address and password, as browsers and password managers know them. */
export function AccountFields({ values, onChange, errors, known, fixedEmail }: FieldsProps) {
  const id = useId();
  const set = (more: Partial<AccountValues>) => onChange({ ...values, ...more });
  return (
    <>
      {!known && (
        <Field id={`${id}-name`} label={words.name} error={errors.name}>
          <Input
            {...described(`${id}-name`, errors.name)}
            value={values.name}
            required
            maxLength={100}
            autoComplete="name"
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
      )}
      <Field id={`${id}-email`} label={words.email} error={errors.email}>
        <Input
          {...described(`${id}-email`, errors.email)}
          type="email"
          value={fixedEmail ?? values.email}
          readOnly={Boolean(fixedEmail)}
          required
          maxLength={254}
          autoComplete={known ? 'username' : 'email'}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      <Field
        id={`${id}-password`}
        label={words.password}
        hint={known ? undefined : words.passwordHint}
        error={errors.password}
      >
        <Input
          {...described(`${id}-password`, errors.password)}
          type="password"
          value={values.password}
          required
          minLength={known ? undefined : 12}
          maxLength={128}
          autoComplete={known ? 'current-password' : 'new-password'}
          onChange={(event) => set({ password: event.target.value })}
        />
      </Field>
    </>
  );
}
