import { afterAll, beforeAll, vi } from 'vitest';
import { disposeShared } from '@/lib/shared';

/**
 * Loading the modules is two thirds of the time of most files, so those of a process are loaded once. What one file has set
 * or spied on is forgotten before the next begins, and so is everything that the code under test shares.
 */
const settings = { ...process.env };
// What a late end of the file before has read is forgotten too.
beforeAll(disposeShared);
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in settings)) delete process.env[name];
  Object.assign(process.env, settings);
  vi.restoreAllMocks();
  await disposeShared();
});
