'use client';
import { useId } from 'react';
import { Input, Select, TextArea } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/flow-run-start';
import type { InputField } from './inputs-form';

interface FieldsProps {
  fields: InputField[];
  typed: Readonly<Record<string, string>>;
  faults: Readonly<Record<string, string>>;
  onType(name: string, text: string): void;
}

/** The variables of a flow as a form. */
export function InputFields({ fields, typed, faults, onType }: FieldsProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-3">
      {fields.map(({ name, kind, description, required, given }) => {
        const own = described(`${id}-${name}`, faults[name]);
        const value = typed[name] ?? '';
        const common = { ...own, value, required };
        return (
          <Field
            key={name}
            id={own.id}
            label={name}
            optional={!required}
            error={faults[name]}
            hint={[
              description,
              kind === 'json' ? words.field.asJson : '',
              given === null ? '' : words.field.given(given.slice(0, 200)),
            ]
              .filter(Boolean)
              .join(' ')}
          >
            {kind === 'yes-no' ? (
              <Select {...own} value={value} onChange={(event) => onType(name, event.target.value)}>
                <option value="">{given === null ? words.field.choose : words.field.unlessTold}</option>
                <option value="true">{words.field.yes}</option>
                <option value="false">{words.field.no}</option>
              </Select>
            ) : kind === 'number' ? (
              <Input {...common} inputMode="decimal" onChange={(event) => onType(name, event.target.value)} />
            ) : (
              <TextArea
                {...common}
                rows={kind === 'json' ? 4 : 2}
                className={kind === 'json' ? 'mono' : undefined}
                onChange={(event) => onType(name, event.target.value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
