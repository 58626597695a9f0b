import { setTimeout as pause } from 'node:timers/promises';
import { env } from './env';
import { logger } from './logger';

/** What serverless hosting is given before the answer, whatever there is to do: it may stop what goes on after it. */
const SERVERLESS_MS = 3_000;

/**
 * Does something after the answer, so that its time tells nobody what was done; `failed` is what the log says where it
 * could not be done. Where nothing goes on after an answer, everyone waits equally long instead.
 */
export async function inTheBackground(failed: string, run: () => Promise<void>): Promise<void> {
  const done = run().catch((error: Error) => logger().error({ err: error }, failed));
  if (env().VERCEL) await Promise.all([pause(SERVERLESS_MS), Promise.race([done, pause(SERVERLESS_MS)])]);
}
