import type pg from 'pg';
import { digestOf } from './two-workspaces';

export interface Heard {
  name: string;
  text: string;
  values: unknown[];
}
interface Place {
  tables: string[];
  canaries: Set<string>;
  ours: string;
  theirs: string;
  tokenHash: Buffer;
}
/** What the keys of the tables refuse: to tie rows of two workspaces together. */
const REFUSED = /violates|foreign key/;

/** Asks statements of the engine again, each in a transaction that is rolled back. */
export function replayAs(sql: pg.Client, { tables, canaries, ours, theirs, tokenHash }: Place) {
  const isSecret = (value: unknown) => Buffer.isBuffer(value) && value.length === 32;
  const isNamed = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(isNamed) : value === ours || value === theirs || isSecret(value);
  const foreign = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(foreign);
    if (value === ours) return theirs;
    return isSecret(value) ? tokenHash : value;
  };
  return {
    /** Whether it names a workspace, or a secret that leads to it. */
    isNamed: ({ values }: Heard) => isNamed(values),
    /** As it was, or as the other workspace and with the token of its agent; the other ids are ours. Answers what of ours it has shown or changed. */
    async ask({ text, values }: Heard, isForeign: boolean): Promise<string | null> {
      const known = JSON.stringify(values).replaceAll('-', '');
      await sql.query('begin');
      try {
        const before = await digestOf(sql, tables, ours);
        await sql.query('set local role ao_engine');
        const { rows } = await sql.query(text, isForeign ? (foreign(values) as unknown[]) : values);
        await sql.query('reset role');
        const shown = JSON.stringify(rows).replaceAll('-', '');
        const canary = [...canaries].find((id) => shown.includes(id) && !known.includes(id));
        if (canary || (!isForeign && rows.length > 0)) return `shows ${shown.slice(0, 300)}`;
        return (await digestOf(sql, tables, ours)) === before ? null : 'changes something';
      } catch (error) {
        if (REFUSED.test((error as Error).message)) return null;
        throw error;
      } finally {
        await sql.query('rollback');
      }
    },
  };
}
