import type { QueryOf } from '@/contract/endpoint';
import { type search as endpoint, type SearchHit, SearchKind } from '@/contract/search';
import type { Hidden, Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import type { Runs } from '@/lib/pool';
import { readAsEngine } from '@/lib/read-as-engine';
import { exceptionRef, flowRef, taskRef } from '@/lib/refs';
import { NEWEST_TASKS, SEARCH_TASKS } from './search-tasks.sql';
import { numberIn, wordsOf } from './words-of';

/** Exceptions further back are found by their ref alone. */
const LATEST = 1000;

interface Asked {
  q: string;
  limit: number;
}

/** What a workspace (a database uuid) has by these words, but for hidden projects; kind by kind, the best first. */
export async function search(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { q, kind, limit }: QueryOf<typeof endpoint>,
  hidden: Hidden,
): Promise<SearchHit[]> {
  const asked = { q: q.trim(), limit };
  const hits: SearchHit[] = [];
  for (const one of kind ?? SearchKind.options) {
    if (one === 'task') hits.push(...(await tasks(tx, runs, workspaceId, asked, hidden)));
    if (one === 'exception') hits.push(...(await exceptions(tx, asked)));
    if (one === 'flow') hits.push(...(await flows(tx, asked)));
    if (one === 'project') hits.push(...(await projects(tx, asked)));
    if (one === 'agent') hits.push(...(await agents(tx, asked)));
    if (one === 'runner') hits.push(...(await runners(tx, asked)));
  }
  return hits;
}

async function tasks(
  tx: Tx,
  runs: Runs,
  workspaceId: string,
  { q, limit }: Asked,
  hidden: Hidden,
): Promise<SearchHit[]> {
  const select = { id: true, number: true, title: true, status: true, project: { select: { name: true } } };
  const number = numberIn(q, 'TASK', true);
  const words = wordsOf(q);
  const named = number === null ? [] : await tx.task.findMany({ where: { number }, select });
  let found: typeof named = [];
  if (words || q === '') {
    const reads = await readAsEngine(runs, workspaceId);
    const rows: { id: string }[] = words
      ? await reads.query(SEARCH_TASKS, [workspaceId, words, hidden, limit])
      : await reads.query(NEWEST_TASKS, [workspaceId, hidden, limit]);
    const known = await tx.task.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, select });
    const byId = new Map(known.map((row) => [row.id, row]));
    found = rows.flatMap(({ id }) => byId.get(id) ?? []);
  }
  const all = [...named, ...found.filter((row) => row.number !== number)].slice(0, limit);
  return all.map((row) => ({
    kind: 'task',
    ref: taskRef(row.number),
    title: row.title,
    note: `${row.status} · ${row.project.name}`,
    url: `/tasks/${taskRef(row.number)}`,
  }));
}

async function exceptions(tx: Tx, { q, limit }: Asked): Promise<SearchHit[]> {
  const number = numberIn(q, 'EXC', false);
  const latest = await tx.exception.aggregate({ _max: { number: true } });
  const where =
    number === null ? { number: { gt: (latest._max.number ?? 0) - LATEST }, title: has(q) } : { number };
  const rows = await tx.exception.findMany({
    where,
    select: { number: true, title: true, status: true },
    orderBy: { number: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    kind: 'exception',
    ref: exceptionRef(row.number),
    title: row.title,
    note: row.status,
    url: `/exceptions?e=${exceptionRef(row.number)}`,
  }));
}

async function flows(tx: Tx, { q, limit }: Asked): Promise<SearchHit[]> {
  const number = numberIn(q, 'FLOW', false);
  const rows = await tx.flow.findMany({
    where: number === null ? { name: has(q) } : { number },
    select: { number: true, name: true, project: { select: { name: true } } },
    orderBy: { number: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    kind: 'flow',
    ref: flowRef(row.number),
    title: row.name,
    note: row.project.name,
    url: `/flows/${flowRef(row.number)}/edit`,
  }));
}

async function projects(tx: Tx, { q, limit }: Asked): Promise<SearchHit[]> {
  const rows = await tx.project.findMany({
    where: { name: has(q) },
    select: { id: true, name: true, repo: true },
    orderBy: { name: 'asc' },
    take: limit,
  });
  return rows.map(({ id, name, repo }) => ({
    kind: 'project',
    ref: name,
    title: name,
    note: repo,
    url: `/projects/${toWireId('proj', id)}`,
  }));
}

async function agents(tx: Tx, { q, limit }: Asked): Promise<SearchHit[]> {
  const rows = await tx.agent.findMany({
    where: {
      lease: { isNot: null },
      OR: [{ task: { title: has(q) } }, { runner: { name: has(q) } }, { activity: has(q) }],
    },
    select: {
      id: true,
      attempt: true,
      activity: true,
      task: { select: { number: true, title: true } },
      runner: { select: { name: true } },
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(({ id, attempt, activity, task, runner }) => ({
    kind: 'agent',
    ref: `${taskRef(task.number)}#${attempt}`,
    title: task.title,
    note: activity ? `${activity} · ${runner.name}` : runner.name,
    url: `/agents/${toWireId('agent', id)}`,
  }));
}

async function runners(tx: Tx, { q, limit }: Asked): Promise<SearchHit[]> {
  const rows = await tx.runner.findMany({
    where: { name: has(q) },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: limit,
  });
  return rows.map(({ id, name }) => ({
    kind: 'runner',
    ref: name,
    title: name,
    note: 'Machine',
    url: `/runners/${toWireId('runner', id)}`,
  }));
}

const has = (q: string) => ({ contains: q, mode: 'insensitive' as const });
