import type { Tx } from '@/lib/db';
import { AppError } from '@/lib/errors';

/** Throws CONFLICT where another project of the workspace has the name. `exceptId` is a database uuid. */
export async function refuseTakenName(tx: Tx, name: string, exceptId?: string): Promise<void> {
  const taken = await tx.project.findFirst({ where: { name, id: { not: exceptId } }, select: { id: true } });
  if (taken) throw isTaken(name);
}

/** The same for a project that who writes cannot see, or that came in between: the database refuses it. */
export function sayTaken(name: string | undefined) {
  return (error: unknown): never => {
    if (name !== undefined && (error as { code?: string }).code === 'P2002') throw isTaken(name);
    throw error;
  };
}

const isTaken = (name: string) =>
  new AppError('CONFLICT', `There is a project called ${name} already. Choose another name.`, {
    details: { name },
  });
