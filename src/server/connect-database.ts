import type pg from 'pg';
import { UtcClient } from '@/lib/utc-client';
import { DESCRIBE_SERVER } from './migrations.sql';

const OLDEST = 15;

/** A client connected to a database that will do; throws one sentence on what is wrong and how to mend it. */
export async function connectDatabase(url: string): Promise<pg.Client> {
  const client = new UtcClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new Error(connectFault(error as Error & { code?: string }, new URL(url)), { cause: error });
  }
  const { rows } = await client.query<Description>(DESCRIBE_SERVER);
  const fault = faultOf(rows[0]!);
  if (!fault) return client;
  await client.end();
  throw new Error(fault);
}

interface Description {
  number: number;
  version: string;
  encoding: string;
  name: string;
}

function faultOf({ number, version, encoding, name }: Description): string | null {
  if (number < OLDEST * 10_000)
    return `DATABASE_URL leads to PostgreSQL ${version}: ${OLDEST} or later is needed.`;
  // In another one a text is cut within a letter, or refused for one that it does not have.
  if (encoding !== 'UTF8')
    return `The database ${name} is encoded in ${encoding}, and must be in UTF8: \`createdb --template=template0 --encoding=UTF8 <name>\`, and name that one in DATABASE_URL.`;
  return null;
}

/** What Node says of a certificate that it does not trust. */
const CERTIFICATE = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|^CERT_/;

function connectFault(error: Error & { code?: string }, { hostname, port, username, pathname }: URL): string {
  const where = `${hostname}:${port || 5432}`;
  if (error.code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of PostgreSQL at ${where} is for another host: write it in DATABASE_URL as the certificate does, or add sslmode=no-verify to take any. ${error.message}`;
  if (CERTIFICATE.test(error.code ?? ''))
    return `The certificate of PostgreSQL at ${where} is not trusted: ${error.message}. Add sslrootcert=/path/to/its-authority.pem to DATABASE_URL, or sslmode=no-verify to take any.`;
  if (/does not support SSL/.test(error.message))
    return `PostgreSQL at ${where} speaks no TLS: leave sslmode out of DATABASE_URL, or switch TLS on there.`;
  switch (error.code) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${where}. Is it running? Unset DATABASE_URL to use the embedded one.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${hostname} of DATABASE_URL cannot be found.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${where} refuses the user ${username || '(none)'} of DATABASE_URL: ${error.message}.`;
    case '3D000':
      return `PostgreSQL at ${where} has no database ${pathname.slice(1)}: make it with \`createdb\`, or correct DATABASE_URL.`;
    default:
      return `The database at ${where} cannot be used: ${error.message}. DATABASE_URL names it.`;
  }
}
