import { cut } from '@/contract/cut';
import type { FlowNode } from '@/contract/flow';
import type { FlowScope } from '@/contract/flow-condition';
import { fillIn, referencesIn } from '@/contract/flow-reference';
import { retriesOf, roleOf } from '@/contract/flow-settings';
import type { Step } from './plan';

/** So much of what came before a step, in characters, its task is told. */
export const HANDED_ON_MOST = 24_000;
const DESCRIPTION_MOST = 60_000;
const LEAST_TIMEOUT_MS = 10_000;
const MOST_TIMEOUT_MS = 86_400_000;

/** What a step before gave out, by the name that the one behind knows it by. */
export interface HandedOn {
  name: string;
  value: unknown;
}

/** Everything a text of this node refers to. */
export const pathsOf = (node: FlowNode): string[] =>
  referencesIn([node.instructions ?? '', JSON.stringify(node.inputs ?? {})].join('\n'));

/** What a step says as a task. Values are filled in as data: nothing of them is run or read for references again. */
export function draftStep(
  node: FlowNode,
  { part }: Pick<Step, 'part'>,
  { scope, handedOn, timeoutMs }: { scope: FlowScope; handedOn: HandedOn[]; timeoutMs: number | null },
) {
  return {
    title: oneLine(`${node.label || node.id}${part ? ` (${part})` : ''}`),
    description: describe(node, scope, handedOn),
    role: roleOf(node),
    max_retries: retriesOf(node),
    timeout_ms: timeoutMs === null ? null : Math.min(Math.max(timeoutMs, LEAST_TIMEOUT_MS), MOST_TIMEOUT_MS),
    priority: node.priority ?? 2,
    risk_level: node.riskLevel ?? 'LOW',
    requires_review: node.config?.requiresReview ?? false,
    files_hint: node.filesHint ?? [],
    reads_hint: node.readsHint ?? [],
    labels: node.labels ?? [],
    runner_labels: node.runnerLabels ?? [],
    acceptance: node.acceptance ?? [],
    engine: node.engine ?? null,
    model: node.model ?? null,
    max_turns: node.maxTurns ?? null,
    budget_micros: node.budgetMicros ?? null,
  };
}

const oneLine = (text: string): string => cut(storable(text).replace(/\s+/g, ' ').trim(), 200) || 'Step';

/** Without what a database or a page cannot show. */
const storable = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|\p{Surrogate}/gu, '\uFFFD');

function describe(node: FlowNode, scope: FlowScope, handedOn: HandedOn[]): string {
  const inputs = Object.entries(node.inputs ?? {}).map(([name, value]) => ({
    name,
    said: () => (typeof value === 'string' ? fillIn(value, scope, HANDED_ON_MOST) : asText(value)),
  }));
  const parts = [fillIn(node.instructions ?? '', scope, DESCRIPTION_MOST).text];
  if (inputs.length > 0) parts.push(`Inputs:\n${list(inputs)}`);
  const given = handedOn.map(({ name, value }) => ({ name, said: () => asText(value) }));
  if (given.length > 0) parts.push(`What the steps before it gave out:\n${list(given)}`);
  if (node.outputSchema)
    parts.push(
      `End your answer with one JSON value, in a fenced block marked json, that meets this JSON Schema:\n${JSON.stringify(node.outputSchema)}`,
    );
  return cut(storable(parts.filter(Boolean).join('\n\n')), DESCRIPTION_MOST);
}

function asText(value: unknown): Said {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return { text, length: text.length };
}

/** A text or its beginning, and how long the whole is. */
interface Said {
  text: string;
  length: number;
}

/** Values by name, each cut to its even share of what there is room for. */
function list(values: { name: string; said: () => Said }[]): string {
  const share = Math.max(200, Math.floor(HANDED_ON_MOST / values.length));
  return values
    .slice(0, Math.ceil(HANDED_ON_MOST / share))
    .map(({ name, said }) => {
      const { text, length } = said();
      return `- ${name}: ${length > share ? `${cut(text, share)}… (${length - share} characters more)` : text}`;
    })
    .join('\n');
}
