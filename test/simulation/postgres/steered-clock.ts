import type pg from 'pg';

/**
 * A lease lives by the clock of the database, which cannot be set. So time passes for a workspace by moving what is
 * written down: every moment in its rows goes back by what virtual time has gone on, less what the real clock has.
 */
export class SteeredClock {
  private atMs = 0;
  private realAt: string | null = null;
  /** The longest that the real clock went on between two moments of virtual time, in milliseconds. */
  slowestMs = 0;

  constructor(
    private readonly sql: pg.Client,
    private readonly workspaceId: string,
  ) {}

  /** Lets virtual time come to a moment. What happens in the same one keeps its real order. */
  async comeTo(atMs: number): Promise<void> {
    if (atMs === this.atMs && this.realAt !== null) return;
    const { rows } = await this.sql.query({
      ...PASS,
      values: [this.workspaceId, atMs - this.atMs, this.realAt],
    });
    this.slowestMs = Math.max(this.slowestMs, rows[0].real_ms);
    this.realAt = rows[0].now;
    this.atMs = atMs;
  }
}

const moved = (table: string, columns: string[]) =>
  `${table}_moved as (update ${table} x set ${columns.map((name) => `${name} = x.${name} - n.gone`).join(', ')} from n where x.workspace_id = $1::uuid returning 1)`;

/** $1 workspace, $2 virtual milliseconds that pass, $3 the real moment of the last time */
const PASS = {
  name: 'pass-time',
  text: `
with n as materialized (
  select now, coalesce(extract(epoch from now - $3::timestamptz)::float8 * 1000, 0) as real_ms,
         $2::float8 * interval '1 millisecond' - coalesce(now - $3::timestamptz, interval '0') as gone
  from (select clock_timestamp() as now) c
), ${[
    moved('lease', ['expires_at']),
    moved('task', [
      'not_before',
      'prefer_until',
      'claim_key',
      'queued_at',
      'cancel_requested_at',
      'created_at',
    ]),
    moved('agent', ['ended_at', 'kill_requested_at']),
    moved('runner', ['trusted_at']),
  ].join(', ')}
select now::text as now, real_ms from n`,
};
