import type { Runner } from '@/contract/runner';
import { createEnrollment } from '@/domain/runners/create-enrollment';
import { getRunner } from '@/domain/runners/get-runner';
import { localWorkspace } from '@/domain/workspaces/local-workspace';
import { asWorkspace } from '@/lib/db';
import { AppError } from '@/lib/errors';

/** A one-time token for the machine that the dashboard itself runs on: nobody has to be signed in for that. */
export async function enrollHere(name: string): Promise<string> {
  const local = await localWorkspace();
  const { token } = await asWorkspace(local.workspaceId, (tx, runs) =>
    createEnrollment(tx, runs, { ...local, origin: 'http://localhost' }, { name, labels: [] }),
  );
  return token;
}

/** What the dashboard says of its own machine's runner (wire id); undefined where it does not know it: its database may have been thrown away. */
export async function statusHere(runnerId: string): Promise<Runner['status'] | undefined> {
  const { workspaceId } = await localWorkspace();
  try {
    return (await asWorkspace(workspaceId, (tx, runs) => getRunner(tx, runs, runnerId))).status;
  } catch (error) {
    if (error instanceof AppError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code)) return undefined;
    throw error;
  }
}
