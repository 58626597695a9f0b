import { z } from 'zod';
import { ProofFlag } from '@/contract/check-run';

const Kept = z.object({ flags: z.array(ProofFlag) });

/** What a verify agent flagged, from the result that is kept of it; nothing where it knew no flags. */
export const flagsOf = (result: unknown): ProofFlag[] => Kept.safeParse(result).data?.flags ?? [];
