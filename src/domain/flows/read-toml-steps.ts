import { parse } from 'smol-toml';
import { z } from 'zod';
import { firstFaults } from '@/contract/first-faults';
import {
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type FlowVariable,
  MOST_FLOW_NODES,
} from '@/contract/flow';
import { AppError } from '@/lib/errors';

/** Of one step: whatever is wrong with it is gathered before the first is told. */
const MOST_OF_ONE = 10_000;
const names = z.union([z.string().transform((one) => [one]), z.array(z.string()).max(MOST_OF_ONE)]);
const Step = z.looseObject({
  id: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  instructions: z.string().optional(),
  prompt: z.string().optional(),
  needs: names.optional(),
  depends_on: names.optional(),
  acceptance: names.optional(),
  role: z.string().optional(),
  model: z.string().optional(),
});
const KNOWN = new Set(Object.keys(Step.shape));
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Variable = z.union([
  z.looseObject({
    description: z.string().optional(),
    default: Scalar.optional(),
    required: z.boolean().optional(),
  }),
  Scalar.transform((value) => ({ default: value })),
]);
const Formula = z.looseObject({
  formula: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  version: z.union([z.number(), z.string()]).optional(),
  vars: z.record(z.string(), Variable).optional(),
  inputs: z.record(z.string(), Variable).optional(),
  steps: z.array(Step).max(MOST_FLOW_NODES).default([]),
  legs: z.array(Step).max(MOST_FLOW_NODES).default([]),
  synthesis: Step.extend({ id: z.string().default('synthesis') }).optional(),
});

/**
 * A TOML formula as a flow: `[[steps]]` with `needs`, or `[[legs]]` that run side by side before a `[synthesis]`;
 * `[vars]` become variables, and `{{name}}` of one `{{vars.name}}`. What of a step has no meaning here is named in the
 * notes. Throws BAD_REQUEST where it is no TOML, or has no steps.
 */
export function readTomlSteps(text: string): { document: FlowDocument; notes: string[] } {
  const { name, formula, description, version, vars, inputs, steps, legs, synthesis } = read(text);
  const variables = { ...inputs, ...vars };
  const last = synthesis && {
    ...synthesis,
    needs: synthesis.needs ?? synthesis.depends_on ?? legs.map(({ id }) => id),
  };
  const all = [...steps, ...legs, ...(last ? [last] : [])];
  if (all.length === 0)
    throw new AppError(
      'BAD_REQUEST',
      'The TOML has no [[steps]] and no [[legs]], so there is nothing to do in it.',
    );
  const edges = all.flatMap(({ id, needs, depends_on }): FlowEdge[] =>
    (needs ?? depends_on ?? []).map((need) => ({ id: `${need}>${id}`, source: need, target: id })),
  );
  const lost = new Set(all.flatMap((step) => Object.keys(step).filter((key) => !KNOWN.has(key))));
  return {
    document: {
      name: (name ?? formula ?? 'Steps').trim().split('\n')[0]!.slice(0, 200) || 'Steps',
      ...(description === undefined ? {} : { description }),
      ...(version === undefined ? {} : { version }),
      ...(Object.keys(variables).length === 0 ? {} : { variables: mapValues(variables, toVariable) }),
      nodes: all.map((step) => toNode(step, new Set(Object.keys(variables)))),
      edges,
      metadata: { importedFrom: 'toml-steps' },
    },
    notes: lost.size === 0 ? [] : [`Kept on the nodes, but without effect: ${[...lost].sort().join(', ')}.`],
  };
}

function read(text: string): z.infer<typeof Formula> {
  let parsed: unknown;
  try {
    parsed = parse(text);
  } catch (error) {
    throw new AppError('BAD_REQUEST', `The text is not TOML: ${(error as Error).message.slice(0, 300)}`);
  }
  const first = firstFaults(Formula, parsed, 1);
  const formula = first ? null : Formula.safeParse(parsed);
  if (formula?.success) return formula.data;
  const [issue] = (first ?? formula?.error)!.issues;
  throw new AppError(
    'BAD_REQUEST',
    `The TOML is no formula of steps: ${issue!.path.join('.')} ${issue!.message}.`,
  );
}

function toNode(step: z.infer<typeof Step>, variables: Set<string>): FlowNode {
  const {
    id,
    title,
    description,
    instructions,
    prompt,
    needs: _n,
    depends_on: _d,
    acceptance,
    role,
    model,
    ...rest
  } = step;
  const said = instructions ?? prompt ?? description ?? title ?? '';
  return {
    ...(z.json().safeParse(rest).success && Object.keys(rest).length > 0 ? { toml: rest } : {}),
    id,
    label: point(title ?? id, variables),
    instructions: point(said, variables),
    ...(acceptance === undefined ? {} : { acceptance }),
    ...(role === undefined ? {} : { role }),
    ...(model === undefined ? {} : { model }),
  };
}

const point = (text: string, variables: Set<string>) =>
  text.replace(/\{\{ {0,8}([A-Za-z_][\w-]{0,99}) {0,8}\}\}/g, (written, name: string) =>
    variables.has(name) ? `{{vars.${name}}}` : written,
  );

const toVariable = (given: z.infer<typeof Variable>): FlowVariable => {
  const { description, default: preset, required } = given as FlowVariable;
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    ...(required === undefined ? {} : { required }),
  };
};

const mapValues = <A, B>(record: Record<string, A>, to: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
