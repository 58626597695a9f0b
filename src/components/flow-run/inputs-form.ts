import type { FlowDocument } from '@/contract/flow';
import { words } from '../words/flow-run-start';

/** A variable that a flow declares, as a field of a form. */
export interface InputField {
  name: string;
  kind: 'text' | 'number' | 'yes-no' | 'json';
  description: string;
  required: boolean;
  /** What it is where nothing is given, as a person reads it. */
  given: string | null;
}

/** A field for each variable of a flow, in the order of its document. */
export const inputFields = (flow: FlowDocument): InputField[] =>
  Object.entries(flow.variables ?? {}).map(([name, { type, description, default: given, required }]) => ({
    name,
    kind:
      type === 'number'
        ? 'number'
        : type === 'boolean'
          ? 'yes-no'
          : type === 'list' || type === 'object'
            ? 'json'
            : 'text',
    description: description ?? '',
    required: given === undefined && required !== false,
    given: given === undefined ? null : typeof given === 'string' ? given : JSON.stringify(given),
  }));

/** What was typed, as the values of a run; what is empty is left out. Faults are by field, in words. */
export function readInputs(
  fields: readonly InputField[],
  typed: Readonly<Record<string, string>>,
): { inputs: Record<string, unknown>; faults: Record<string, string> } {
  const inputs: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const { name, kind, required } of fields) {
    const text = typed[name] ?? '';
    if (text.trim() === '') {
      if (required) faults[name] = words.field.missing;
      continue;
    }
    if (kind === 'text') inputs[name] = text;
    else if (kind === 'yes-no') inputs[name] = text === 'true';
    else if (kind === 'number') {
      inputs[name] = Number(text);
      if (!Number.isFinite(inputs[name])) faults[name] = words.field.noNumber;
    } else
      try {
        inputs[name] = JSON.parse(text);
      } catch (reason) {
        faults[name] = words.field.notJson((reason as Error).message);
      }
  }
  return { inputs, faults };
}
