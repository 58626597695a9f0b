import type pg from 'pg';

/**
 * A lease lives by the clock of the database, which cannot be set. So in a database of the simulator the name that
 * production's statements call it by is found first in a schema of its own, where it says the virtual time: a
 * microsecond more each time it is asked, however slow the machine is.
 */
export class SteeredClock {
  private atMs = 0;
  private within = 0;

  private constructor(
    private readonly sql: pg.Client,
    /** When virtual time began, in real milliseconds. */
    private readonly beganMs: number,
  ) {}

  /** Gives a database the clock; connections that are opened afterwards live by it. */
  static async install(sql: pg.Client): Promise<void> {
    await sql.query(INSTALL);
    const { rows } = await sql.query('select current_database() as name');
    await sql.query(`alter database ${rows[0].name} set search_path = sim, public, pg_catalog`);
  }
  /** Virtual time begins now. */
  static async begin(sql: pg.Client): Promise<SteeredClock> {
    const { rows } = await sql.query(REAL_NOW);
    return new SteeredClock(sql, rows[0].ms);
  }

  /** Lets virtual time come to a moment; of what happens in the same one each has a millisecond of its own. */
  async comeTo(atMs: number): Promise<void> {
    this.within = atMs === this.atMs ? this.within + 1 : 0;
    this.atMs = atMs;
    await this.sql.query({ ...COME, values: [(this.beganMs + atMs + this.within) * 1000] });
  }
}

// One expression, so that the planner puts it in the place of its call: nothing else is asked as often.
const INSTALL = `
create schema sim;
create sequence sim.asked;
create function sim.clock_timestamp() returns timestamptz language sql volatile
  as $$ select timestamptz 'epoch' + nextval('sim.asked') * interval '1 microsecond' $$;
grant usage on schema sim to public;
grant usage on sequence sim.asked to public`;

const REAL_NOW = 'select floor(extract(epoch from pg_catalog.clock_timestamp()) * 1000)::float8 as ms';
/** $1 microseconds since 1970 */
const COME = { name: 'come-to', text: "select setval('sim.asked', $1::bigint)" };
