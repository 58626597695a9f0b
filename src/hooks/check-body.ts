import type { z } from 'zod';
import type { BodyGiven } from '@/contract/endpoint';
import type { Named } from './contract';

/** Schemas come when a form is sent: no page waits for them. */
const FORMS = {
  createTask: async () => (await import('@/contract/task-calls')).createTask,
  updateTask: async () => (await import('@/contract/task-calls')).updateTask,
  createProject: async () => (await import('@/contract/project')).createProject,
  updateProject: async () => (await import('@/contract/project')).updateProject,
  createEnrollment: async () => (await import('@/contract/enrollment')).createEnrollment,
} as const;
type Form = keyof typeof FORMS;

export interface Checked<N extends Form> {
  /** What to send; null where something is wrong. */
  body: BodyGiven<Named<N>> | null;
  /** The first message of each field, by its path. */
  errors: Record<string, string>;
}

/** Holds a form's values against the endpoint's own schema. */
export async function checkBody<N extends Form>(name: N, values: unknown): Promise<Checked<N>> {
  const endpoint = await FORMS[name]();
  const parsed = (endpoint.body as z.ZodType).safeParse(values);
  if (parsed.success) return { body: values as BodyGiven<Named<N>>, errors: {} };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= issue.message;
  return { body: null, errors };
}
