import { getException } from '@/contract/exception';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { printJson } from '../../terminal/say';
import { readExceptionRef } from '../read-ref';
import { printException } from './print-exception';

/** Prints one exception with its options. */
export async function showException(given: string, options: DashboardOptions): Promise<void> {
  const ref = readExceptionRef(given);
  const exception = await openDashboard(options).call(getException, { params: { id: ref } });
  if (options.json) return printJson({ data: exception });
  printException(exception);
}
