import { COUNT_MOST } from '@/contract/count-most';
import type { QueryOf } from '@/contract/endpoint';
import type { Page } from '@/contract/list';
import type { listRules as endpoint, Rule } from '@/contract/rule';
import type { Tx } from '@/lib/db';
import { fromWireId, toWireId } from '@/lib/ids';
import { idCursor, pageOf, skipOf } from '@/lib/page';
import { exceptionRef } from '@/lib/refs';

/** The answers that were made rules, newest first; of one project where asked. */
export async function listRules(tx: Tx, query: QueryOf<typeof endpoint>): Promise<Page<Rule>> {
  const where = { projectId: query.projectId && fromWireId('proj', query.projectId) };
  const rows = await tx.rule.findMany({
    where: { ...where, id: { lt: idCursor(query.cursor) } },
    include: { project: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    skip: skipOf(query),
  });
  const people = await tx.member.findMany({
    where: { userId: { in: rows.flatMap(({ createdBy }) => createdBy ?? []) } },
    select: { userId: true, user: { select: { name: true } } },
  });
  const names = new Map(people.map(({ userId, user }) => [userId, user.name]));
  const toWire = (row: (typeof rows)[number]): Rule => ({
    id: toWireId('rule', row.id),
    projectId: toWireId('proj', row.projectId),
    projectName: row.project.name,
    tool: row.tool,
    input: row.input,
    prefix: row.prefix,
    option: row.option,
    text: row.text,
    exceptionRef: exceptionRef(row.exceptionNumber),
    createdBy: names.get(row.createdBy ?? '') ?? null,
    createdAt: row.createdAt.toISOString(),
    used: row.used,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  });
  return pageOf(query, await tx.rule.count({ where, take: COUNT_MOST }), rows, toWire, (row) => row.id);
}
