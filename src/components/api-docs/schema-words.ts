import { words } from '../words/api-docs-schema';
import type { Schema } from './read-document';

/** The name of a shape that the document names. */
export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** What a shape is, in a few words: `string`, `integer or null`, `array of Task`. */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return refName(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' · ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeWords).join(words.or);
  if (schema.allOf) return schema.allOf.map(typeWords).join(words.and);
  if (schema.items) return `${words.arrayOf} ${typeWords(schema.items)}`;
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object' && !schema.properties)
    return words.mapOf(typeWords(schema.additionalProperties) || words.anything);
  if (Array.isArray(schema.type)) return schema.type.join(words.or);
  return schema.type ?? words.anything;
}

/** Bounds and form of a value, in words. */
export function boundsOf(schema: Schema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, format, pattern } = schema;
  const large = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  return [
    range(words.plain, large(minimum) ? minimum : undefined, large(maximum) ? maximum : undefined),
    range(words.characters, minLength, maxLength),
    range(words.items, minItems, maxItems),
    format ?? '',
    !format && pattern ? likeWords(pattern) : '',
    schema.default !== undefined ? words.byDefault(JSON.stringify(schema.default)) : '',
  ].filter(Boolean);
}

/** A pattern in words, where it is one of those that everything here is named by. */
function likeWords(pattern: string): string {
  if (pattern.includes('TASK-')) return words.idOr('TASK-12');
  if (pattern.includes('EXC-')) return words.idOr('EXC-3');
  const prefix = /^\^([a-z]+)_\[0-9a-f\]\{32\}\$$/.exec(pattern)?.[1];
  if (prefix) return words.prefixed(prefix);
  const hex = /^\^\[0-9a-f\]\{([\d,]+)\}\$$/.exec(pattern)?.[1];
  if (!hex) return words.like(pattern);
  const [least = '', most] = hex.split(',');
  return words.digits(most === undefined ? least : words.to(least, most));
}

function range(say: (n: string) => string, least?: number, most?: number): string {
  if (least !== undefined && most !== undefined)
    return say(least === most ? `${least}` : words.to(`${least}`, `${most}`));
  if (least !== undefined) return words.atLeast(say(`${least}`));
  return most === undefined ? '' : words.atMost(say(`${most}`));
}

/** The shapes inside a shape that are drawn below it: fields of an object, of its items, of its choices. */
export function fieldsOf(schema: Schema): [name: string, field: Schema, required: boolean][] {
  const own = Object.entries(schema.properties ?? {}).map(([name, field]): [string, Schema, boolean] => [
    name,
    field,
    schema.required?.includes(name) ?? false,
  ]);
  if (own.length > 0) return own;
  if (schema.items && !schema.items.$ref) return fieldsOf(schema.items);
  return (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).filter(({ $ref }) => !$ref).flatMap(fieldsOf);
}

/** Names of the document that a shape refers to itself, not by its fields. */
export function namesIn(schema: Schema): string[] {
  if (schema.$ref) return [refName(schema.$ref)];
  return [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
    .filter((one) => one !== undefined)
    .flatMap(namesIn);
}
