import type pg from 'pg';

/**
 * A lease lives by the clock of the database, which cannot be set. So in a database of the simulator the name that
 * production's statements call it by is found first in a schema of its own, where it says the virtual time.
 */
export class SteeredClock {
  private atMs = 0;
  private setAt = 0;
  /** The longest that the real clock went on between two moments of virtual time, in milliseconds. */
  slowestMs = 0;

  private constructor(private readonly sql: pg.Client) {}

  /** Gives a database the clock; connections that are opened afterwards live by it. */
  static async install(sql: pg.Client): Promise<void> {
    await sql.query(INSTALL);
    const { rows } = await sql.query('select current_database() as name');
    await sql.query(`alter database ${rows[0].name} set search_path = sim, public, pg_catalog`);
  }
  /** Virtual time begins now. */
  static async begin(sql: pg.Client): Promise<SteeredClock> {
    await sql.query(BEGIN);
    const clock = new SteeredClock(sql);
    clock.setAt = performance.now();
    return clock;
  }

  /** Lets virtual time come to a moment. What happens in the same one keeps its real order. */
  async comeTo(atMs: number): Promise<void> {
    if (atMs === this.atMs) return;
    this.slowestMs = Math.max(this.slowestMs, performance.now() - this.setAt);
    await this.sql.query({ ...COME, values: [atMs] });
    this.atMs = atMs;
    this.setAt = performance.now();
  }
}

const INSTALL = `
create schema sim;
create table sim.clock (began timestamptz not null, ahead interval not null);
insert into sim.clock values (pg_catalog.clock_timestamp(), '0');
create function sim.clock_timestamp() returns timestamptz language sql volatile
  as 'select pg_catalog.clock_timestamp() + ahead from sim.clock';
grant usage on schema sim to public;
grant select on sim.clock to public`;

const BEGIN = "update sim.clock set began = pg_catalog.clock_timestamp(), ahead = '0'";
/** $1 virtual milliseconds since it began */
const COME = {
  name: 'come-to',
  text: "update sim.clock set ahead = began + $1::float8 * interval '1 millisecond' - pg_catalog.clock_timestamp()",
};
