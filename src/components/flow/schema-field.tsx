'use client';
import { useId, useState } from 'react';
import type { z } from 'zod';
import { Checkbox, Input, Select, TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/flow-forms';
import { fieldKindOf, memberAt } from './field-kind';

interface SchemaFieldProps {
  schema: z.ZodType;
  path: string[];
  value: unknown;
  /** `undefined` takes the member away. */
  onChange(value: unknown): void;
}

const LONG = new Set(['instructions', 'description']);

/** One member of a document, edited by what its schema says it is. */
export function SchemaField({ schema, path, value, onChange }: SchemaFieldProps) {
  const id = useId();
  const member = memberAt(schema, path);
  const field = fieldKindOf(member.schema);
  const label = path.at(-1)!;
  if (field.kind === 'boolean')
    return (
      <Checkbox label={label} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    );
  if (field.kind === 'json' || field.kind === 'lines')
    return (
      <ParsedField
        id={id}
        label={label}
        kind={field.kind}
        hint={member.hint}
        value={value}
        onChange={onChange}
      />
    );
  return (
    <Field id={id} label={label} hint={member.hint}>
      {field.kind === 'choice' ? (
        <Select
          {...described(id)}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{words.field.unset}</option>
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      ) : LONG.has(label) ? (
        <TextArea
          {...described(id)}
          rows={6}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      ) : (
        <Input
          {...described(id)}
          type={field.kind === 'number' ? 'number' : 'text'}
          value={String(value ?? '')}
          onChange={(event) => {
            const { value: typed } = event.target;
            if (typed === '') onChange(undefined);
            else onChange(field.kind === 'number' ? Number(typed) : typed);
          }}
        />
      )}
    </Field>
  );
}

interface ParsedProps {
  id: string;
  label: string;
  kind: 'json' | 'lines';
  hint?: string;
  value: unknown;
  onChange(value: unknown): void;
}

/** Lists line by line, anything deeper as JSON; what cannot be read yet stays in the field with the reason. */
function ParsedField({ id, label, kind, hint, value, onChange }: ParsedProps) {
  const shown =
    value === undefined
      ? ''
      : kind === 'lines'
        ? (value as string[]).join('\n')
        : JSON.stringify(value, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const commit = (text: string) => {
    if (text.trim() === '') return onChange(undefined);
    if (kind === 'lines') return onChange(text.split('\n').filter((line) => line.trim() !== ''));
    try {
      onChange(JSON.parse(text));
      setError(undefined);
    } catch (reason) {
      setError(words.field.notJson((reason as Error).message));
    }
  };
  return (
    <Field
      id={id}
      label={label}
      hint={
        kind === 'lines'
          ? hint
            ? words.field.hintLines(hint)
            : words.field.lines
          : (hint ?? words.field.json)
      }
      error={error}
    >
      <TextArea
        {...described(id, error)}
        className={kind === 'json' ? 'mono text-log!' : ''}
        rows={3}
        spellCheck={false}
        value={typed ?? shown}
        onChange={(event) => {
          setTyped(event.target.value);
          commit(event.target.value);
        }}
        onBlur={() => error === undefined && setTyped(null)}
      />
    </Field>
  );
}
