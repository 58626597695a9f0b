import pg from 'pg';

/** What pg does not declare: the settings that a connection is opened with. */
interface Opening {
  getStartupConf(): Record<string, string>;
}

/**
 * A client whose moments are told in UTC, whatever zone the database, its role or its machine has: Prisma's adapter takes
 * what it reads for UTC and writes moments without their zone. As a parameter of its own, because poolers know that one.
 */
export class UtcClient extends pg.Client {
  getStartupConf(): Record<string, string> {
    const { getStartupConf } = pg.Client.prototype as unknown as Opening;
    return { ...getStartupConf.call(this), TimeZone: 'UTC' };
  }
}
