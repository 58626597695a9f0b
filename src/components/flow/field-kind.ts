import type { z } from 'zod';

/** What a form shows for a member of a schema. */
export type FieldKind =
  | { kind: 'text' | 'number' | 'boolean' | 'lines' | 'json' }
  | { kind: 'choice'; options: string[] };

interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, string>;
}
const defOf = (schema: z.ZodType) => (schema as unknown as { def: Def }).def;

/** The schema behind `optional` and its like. */
function within(schema: z.ZodType): z.ZodType {
  const { innerType } = defOf(schema);
  return innerType ? within(innerType) : schema;
}

/** The member of an object's schema at a path, with what it is described by. */
export function memberAt(
  schema: z.ZodType,
  path: readonly string[],
): { schema: z.ZodType; hint: string | undefined } {
  let at = schema;
  for (const name of path) at = defOf(within(at)).shape![name]!;
  return { schema: within(at), hint: at.description ?? within(at).description };
}

/** Which field a member is edited by. */
export function fieldKindOf(schema: z.ZodType): FieldKind {
  const def = defOf(schema);
  if (def.type === 'string') return { kind: 'text' };
  if (def.type === 'number') return { kind: 'number' };
  if (def.type === 'boolean') return { kind: 'boolean' };
  if (def.type === 'enum') return { kind: 'choice', options: Object.values(def.entries ?? {}) };
  if (def.type === 'array' && def.element && defOf(within(def.element)).type === 'string')
    return { kind: 'lines' };
  return { kind: 'json' };
}
