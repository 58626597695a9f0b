import { createHash } from 'node:crypto';
import { verifyAudit } from '@/contract/verify-audit';
import { exportAudit } from '@/domain/audit/export-audit';
import { listWorkspaces } from '@/domain/audit/list-workspaces';
import { disposeShared } from '@/lib/shared';
import { openDatabase } from '@/server/open-database';
import { readSettings } from './read-settings';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `npm run audit -- verify`: holds the log of every workspace against its chain of hashes, in the database itself. */
try {
  if (process.argv[2] !== 'verify') throw new Error('Say what: npm run audit -- verify');
  const database = await openDatabase(readSettings(), process.cwd(), process.env);
  process.env.DATABASE_URL = database.url;
  for (const { id, name } of await listWorkspaces()) {
    const { seals, events, forgotten, head, findings } = await verifyAudit(exportLines(id), sha256);
    const [first] = findings;
    console.log(
      `${name}: ${first ? `NOT AS IT WAS SEALED, ${first.what}${first.id ? ` ${first.id}` : ''} in seal ${first.number}` : 'as it was sealed'}; ` +
        `${events} events, ${seals} seals, ${forgotten} forgotten; head ${head.number}:${head.hash}`,
    );
    if (first) process.exitCode = 1;
  }
  await disposeShared();
  await database.release();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function* exportLines(workspaceId: string): AsyncGenerator<string> {
  for await (const text of exportAudit(workspaceId, 0)) yield* text.split('\n');
}
