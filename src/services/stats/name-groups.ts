import type { UsageGroup, UsageGrouping } from '@/contract/usage';
import type { Tx } from '@/lib/db';
import { toWireId } from '@/lib/ids';
import { flowRef } from '@/lib/refs';

type Named = Pick<UsageGroup, 'key' | 'name' | 'ref'>;
type Found = Map<string, { name: string; ref?: string }>;

/** What groups of usage are called, by their keys in the database; '' is of none. */
export async function nameGroups(tx: Tx, by: UsageGrouping, keys: string[]): Promise<(key: string) => Named> {
  if (by === 'role' || by === 'model') return (key) => ({ key: key || null, name: key || null, ref: null });
  const found = await NAMES[by](
    tx,
    keys.filter((key) => key !== ''),
  );
  return (key) => ({
    key: key === '' ? null : toWireId(PREFIX[by], key),
    name: found.get(key)?.name ?? null,
    ref: found.get(key)?.ref ?? null,
  });
}

const PREFIX = { project: 'proj', runner: 'runner', flow: 'flow', person: 'user' } as const;
const NAMES: Record<keyof typeof PREFIX, (tx: Tx, ids: string[]) => Promise<Found>> = {
  project: async (tx, ids) => byId(await tx.project.findMany({ where: { id: { in: ids } }, select: PLAIN })),
  runner: async (tx, ids) => byId(await tx.runner.findMany({ where: { id: { in: ids } }, select: PLAIN })),
  flow: async (tx, ids) => {
    const flows = await tx.flow.findMany({
      where: { id: { in: ids } },
      select: { id: true, name: true, number: true },
    });
    return new Map(flows.map(({ id, name, number }) => [id, { name, ref: flowRef(number) }]));
  },
  person: async (tx, ids) => {
    const members = await tx.member.findMany({
      where: { userId: { in: ids } },
      select: { user: { select: PLAIN } },
    });
    return byId(members.map(({ user }) => user));
  },
};
const PLAIN = { id: true, name: true } as const;
const byId = (rows: { id: string; name: string }[]): Found => new Map(rows.map((row) => [row.id, row]));
