import type { Why } from '@/contract/task';
import type { Prisma, Tx } from '@/lib/db';
import type { Runs } from '@/lib/pool';

export type Hold = Why['holds'][number];

/** A task with what is needed to say why it stands where it stands. Ids are database uuids; `now` is the database's. */
export interface Scene {
  tx: Tx;
  runs: Runs;
  workspaceId: string;
  ref: string;
  now: Date;
  task: Prisma.TaskGetPayload<{
    include: {
      project: { select: { name: true; verifyBy: true; stopNote: true } };
      agents: { include: { runner: { select: { name: true } }; lease: true } };
      exceptions: true;
    };
  }>;
}
