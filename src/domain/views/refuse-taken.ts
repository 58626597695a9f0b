import { AppError } from '@/lib/errors';

/** What `write` answers. Throws CONFLICT where the person has a view of that name already. */
export async function refuseTaken<T>(name: string | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { code?: string }).code !== 'P2002') throw error;
    throw new AppError(
      'CONFLICT',
      `There is a view called ${name ?? 'that'} of yours already. Choose another name.`,
    );
  }
}
