import { type BatchDraft, MOST_FAULTS } from '@/contract/task-batch';

/** Tasks that were read from a file, each with its line, and what is wrong with others. */
export interface Reading {
  entries: { line: number; draft: BatchDraft }[];
  faults: { line: number; column: string | null; message: string }[];
}

/** Whether as much is wrong already as anybody is told. */
export const isFaulty = ({ faults }: Reading): boolean => faults.length >= MOST_FAULTS;
