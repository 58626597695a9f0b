import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findSession } from '@/domain/accounts/find-session';
import { noteStored } from '@/domain/logs/log-quota';
import { noteSeen } from '@/domain/runners/note-seen';
import { knownProjectsVersion } from '@/domain/runners/served-projects';
import { rateLimit } from '@/lib/rate-limit';
import { shared } from '@/lib/shared';
import { withDatabase } from '../support/with-database';

withDatabase();

/** What this process keeps under a name. */
const kept = <T>(name: string) =>
  shared<T>(name, () => {
    throw new Error(`nothing is kept as ${name}`);
  });
/** More machines, workspaces and people than one process serves at once. */
const MANY = 12_000;
const inTurn = async (run: (id: string) => Promise<unknown>) => {
  for (let done = 0; done < MANY; done += 500)
    await Promise.all(Array.from({ length: 500 }, () => run(randomUUID())));
};

describe('a server that is never started anew', () => {
  it('forgets the machines that it heard of long ago', async () => {
    await inTurn((id) => noteSeen(id, id));
    expect(kept<Map<string, number>>('runners-seen').size).toBeLessThanOrEqual(10_000);
  });

  it('forgets which projects other workspaces had', async () => {
    await inTurn((id) => knownProjectsVersion(id, 'v'));
    expect(kept<Map<string, unknown>>('projects-versions').size).toBeLessThanOrEqual(10_000);
  });

  it('forgets what callers drew and did not use', async () => {
    await inTurn((key) => rateLimit({ name: 'person', key, perMinute: 6_000, draw: 50 }));
    expect(kept<Map<string, unknown>>('rate-limit-drawn').size).toBeLessThanOrEqual(10_000);
  });

  it('forgets how much of a log a workspace stored', async () => {
    await inTurn(async (id) => noteStored(id, 1));
    expect(kept<{ measures: Map<string, unknown> }>('log-quotas').measures.size).toBeLessThanOrEqual(10_000);
  });

  it('keeps none of what strangers send instead of a session', async () => {
    const long = 'x'.repeat(10_000);
    for (let i = 0; i < 50; i++) expect(await findSession(`ao_session=${i}; pad=${long}`)).toBeNull();
    const { known } = kept<{ known: Map<string, unknown> }>('sessions');
    expect(Math.max(...[...known.keys()].map((key) => key.length))).toBeLessThan(200);
  });
});
