import { createHash } from 'node:crypto';
import type pg from 'pg';
import { clashes } from '@/domain/locks/overlap';
import { AGENT_RULES } from './agent-rules';
import type { Breach, Rule } from './breach';
import { TASK_RULES } from './task-rules';

/** Looks for breaches in a database, by nothing but its rows. Safe at any moment: it reads one snapshot. */
export async function auditDatabase(sql: pg.Client): Promise<Breach[]> {
  await sql.query('begin isolation level repeatable read read only');
  try {
    return [
      ...(await broken(sql, [...TASK_RULES, ...AGENT_RULES])),
      ...(await brokenDigests(sql)),
      ...(await overlappingLocks(sql)),
    ];
  } finally {
    await sql.query('commit');
  }
}

/** Which leases have outlived their end by more than `patienceMs`: recovery has not come. */
export async function overdueLeases(sql: pg.Client, patienceMs: number): Promise<Breach[]> {
  const rule: Rule = {
    invariant: 'I1',
    what: 'a lease has run out and nobody has offered its task again',
    sql: `select l.agent_id, l.expires_at from lease l where l.expires_at < clock_timestamp() - ${patienceMs} * interval '1 millisecond'`,
  };
  return broken(sql, [rule]);
}

async function broken(sql: pg.Client, rules: Rule[]): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { invariant, what, sql: text } of rules)
    for (const facts of (await sql.query(text)).rows) breaches.push({ invariant, what, facts });
  return breaches;
}

/** The chain of each log, reckoned again from its chunks. */
async function brokenDigests(sql: pg.Client): Promise<Breach[]> {
  const { rows: agents } = await sql.query(
    "select id, encode(log_digest, 'hex') as digest from agent where log_digest is not null",
  );
  const { rows: chunks } = await sql.query(
    'select agent_id, off, len, sha256 from hot.log_chunk order by agent_id, off',
  );
  const chain = new Map<string, Buffer>();
  for (const { agent_id, off, len, sha256 } of chunks) {
    const place = Buffer.alloc(12);
    place.writeBigInt64BE(BigInt(off), 0);
    place.writeInt32BE(len, 8);
    const before = chain.get(agent_id) ?? Buffer.alloc(32);
    chain.set(agent_id, createHash('sha256').update(before).update(place).update(sha256).digest());
  }
  return agents
    .filter(({ id, digest }) => chain.get(id)?.toString('hex') !== digest)
    .map(({ id }) => ({
      invariant: 'I5',
      what: 'the digest of a log is not that of its chunks',
      facts: { agent: id },
    }));
}

/** Which file locks of different tasks overlap. */
export async function overlappingLocks(sql: pg.Client): Promise<Breach[]> {
  const { rows } = await sql.query(
    'select project_id, task_id, kind, pattern, match_key as "matchKey", shared from file_lock order by id',
  );
  return rows.flatMap((a, i) =>
    rows
      .slice(i + 1)
      .filter((b) => a.project_id === b.project_id && a.task_id !== b.task_id && clashes(a, b))
      .map(
        (b): Breach => ({
          invariant: 'I6',
          what: 'two tasks hold overlapping paths',
          facts: { one: a.pattern, other: b.pattern, tasks: [a.task_id, b.task_id] },
        }),
      ),
  );
}
