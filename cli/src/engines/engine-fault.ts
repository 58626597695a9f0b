import type { z } from 'zod';
import type { FailureReason } from '@/contract/attempt';

/** Why an engine could not be opened at all. `message` is for people. */
export class EngineFault extends Error {
  constructor(
    readonly reason: z.infer<typeof FailureReason>,
    message: string,
  ) {
    super(message);
    this.name = 'EngineFault';
  }
}
