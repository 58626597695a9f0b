import { z } from 'zod';
import { cut } from '@/contract/cut';
import { firstFaults } from '@/contract/first-faults';
import { type FlowDocument, type FlowEdge, type FlowNode, MOST_FLOW_NODES } from '@/contract/flow';
import { AppError } from '@/lib/errors';

/** Of one task: whatever is wrong with it is gathered before the first is looked at. */
const MOST_OF_ONE = 500;
const Key = z.union([z.string(), z.number()]).transform(String);
const Item = z.looseObject({
  id: Key,
  title: z.string().default(''),
  description: z.string().nullish(),
  details: z.string().nullish(),
  testStrategy: z.string().nullish(),
  status: z.string().default('pending'),
  priority: z.string().nullish(),
  dependencies: z.array(Key).max(MOST_OF_ONE).nullish(),
});
const Whole = Item.extend({ subtasks: z.array(Item).max(MOST_OF_ONE).nullish() });
const List = z.looseObject({ tasks: z.array(Whole).max(MOST_FLOW_NODES) });
const readList = (given: unknown) =>
  firstFaults(List, given, 1) ? null : (List.safeParse(given).data ?? null);
type Item = z.infer<typeof Item>;
type Task = z.infer<typeof List>['tasks'][number];

const PRIORITIES: Record<string, number> = { critical: 0, high: 1, medium: 2, low: 3 };
const OVER = new Set(['done', 'completed', 'cancelled']);

/**
 * A task-master tasks.json as a flow. Tasks become nodes `task-5`, sub-tasks `task-5-1`, and a task with sub-tasks a
 * join of them. What is done or cancelled is left out and holds nobody up. Throws BAD_REQUEST where it is no such list.
 */
export function readTaskMaster(given: unknown, tag?: string): { document: FlowDocument; notes: string[] } {
  const { name, tasks, others } = pick(given, tag);
  const notes = others.length > 0 ? [`Read the tag ${name}; the file also has ${others.join(', ')}.`] : [];
  const over = new Set<string>();
  for (const task of tasks) {
    if (OVER.has(task.status)) over.add(task.id);
    for (const sub of task.subtasks ?? [])
      if (OVER.has(task.status) || OVER.has(sub.status)) over.add(`${task.id}.${sub.id}`);
  }
  if (over.size > 0) notes.push(`${over.size} that are done or cancelled were left out.`);
  const made: Made = { nodes: [], edges: [], over };
  for (const task of tasks) if (!over.has(task.id)) addTask(task, made);
  return {
    document: {
      name: `Tasks of ${name}`,
      nodes: made.nodes,
      edges: made.edges,
      metadata: { importedFrom: 'task-master', tag: name },
    },
    notes,
  };
}

interface Made {
  nodes: FlowNode[];
  edges: FlowEdge[];
  over: Set<string>;
}

function pick(given: unknown, tag?: string) {
  const flat = readList(given);
  const tagged = z.record(z.string(), z.unknown()).safeParse(given);
  const lists = flat
    ? [['tasks', flat] as const]
    : Object.entries(tagged.data ?? {}).flatMap(([name, list]) => {
        const read = readList(list);
        return read ? [[name, read] as const] : [];
      });
  const wanted = tag ?? (lists.some(([name]) => name === 'master') ? 'master' : lists[0]?.[0]);
  const found = lists.find(([name]) => name === wanted);
  if (!found) {
    const names = lists.map(([name]) => name).join(', ');
    throw new AppError(
      'BAD_REQUEST',
      names
        ? `The file has no tag ${tag}; it has ${names}. Name one of them.`
        : 'The file has no list of tasks with an id each. Give a tasks.json as task-master writes it.',
    );
  }
  const others = lists.map(([name]) => name).filter((name) => name !== wanted);
  return { name: found[0], tasks: found[1].tasks, others };
}

function addTask(task: Task, made: Made): void {
  const subs = (task.subtasks ?? []).filter(({ id }) => !made.over.has(`${task.id}.${id}`));
  const needs = (task.dependencies ?? []).filter((need) => !made.over.has(need));
  if (subs.length === 0) {
    made.nodes.push(nodeOf(task, nodeId(task.id), said(task)));
    for (const need of needs) made.edges.push(edge(nodeId(need), nodeId(task.id)));
    return;
  }
  const siblings = new Set((task.subtasks ?? []).map(({ id }) => id));
  for (const sub of subs) {
    const id = nodeId(`${task.id}.${sub.id}`);
    const own = (sub.dependencies ?? [])
      .map((need) => (siblings.has(need) ? `${task.id}.${need}` : need))
      .filter((need) => !made.over.has(need));
    made.nodes.push({
      ...nodeOf(sub, id, `${said(sub)}\n\nPart of: ${task.title}\n${task.description ?? ''}`.trim()),
      ...priorityOf(sub.priority ?? task.priority),
    });
    for (const need of new Set([...needs, ...own])) made.edges.push(edge(nodeId(need), id));
  }
  made.nodes.push({ id: nodeId(task.id), kind: 'join', label: task.title, status: task.status });
  for (const sub of subs) made.edges.push(edge(nodeId(`${task.id}.${sub.id}`), nodeId(task.id)));
}

const nodeId = (key: string) => `task-${key.replaceAll('.', '-')}`;
const edge = (source: string, target: string): FlowEdge => ({ id: `${source}>${target}`, source, target });

const nodeOf = (item: Item, id: string, instructions: string): FlowNode => ({
  id,
  label: cut(item.title, 500),
  instructions,
  status: item.status,
  ...priorityOf(item.priority),
});

const priorityOf = (priority: string | null | undefined) =>
  priority && Object.hasOwn(PRIORITIES, priority) ? { priority: PRIORITIES[priority]! } : {};

const said = ({ title, description, details, testStrategy }: Item) =>
  [title, description, details, testStrategy && `How it is verified: ${testStrategy}`]
    .filter(Boolean)
    .join('\n\n');
