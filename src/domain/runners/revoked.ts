import { AppError } from '@/lib/errors';

/** What a runner hears that has been revoked. */
export const revoked = (): AppError =>
  new AppError(
    'RUNNER_REVOKED',
    'This runner has been revoked. Connect the machine again with a new token from the Connect page.',
  );
