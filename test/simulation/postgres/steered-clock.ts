import type pg from 'pg';

/**
 * A lease lives by the clock of the database, which cannot be set. So in a database of the simulator the name that
 * production's statements call it by is found first in a schema of its own, where it says the virtual time: a
 * microsecond more each time it is asked, however slow the machine is.
 */
export class SteeredClock {
  private atMs = 0;
  private within = 0;

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
    return new SteeredClock(sql);
  }

  /** Lets virtual time come to a moment; of what happens in the same one each has a millisecond of its own. */
  async comeTo(atMs: number): Promise<void> {
    this.within = atMs === this.atMs ? this.within + 1 : 0;
    this.atMs = atMs;
    await this.sql.query({ ...COME, values: [atMs + this.within] });
  }
}

const INSTALL = `
create schema sim;
create sequence sim.asked;
create table sim.clock (began timestamptz not null, at timestamptz not null);
insert into sim.clock values (pg_catalog.clock_timestamp(), pg_catalog.clock_timestamp());
create function sim.clock_timestamp() returns timestamptz language sql volatile
  as $$ select at + nextval('sim.asked') * interval '1 microsecond' from sim.clock $$;
grant usage on schema sim to public;
grant usage on sequence sim.asked to public;
grant select on sim.clock to public`;

const BEGIN = "update sim.clock set began = date_trunc('milliseconds', pg_catalog.clock_timestamp())";
/** $1 virtual milliseconds since it began */
const COME = {
  name: 'come-to',
  text: "update sim.clock set at = began + $1::float8 * interval '1 millisecond' returning setval('sim.asked', 1)",
};
