import type { Resolution } from '@/contract/task';

/** What people read for each way to close a task without doing it. */
export const RESOLUTION: Record<Resolution, { word: string; meaning: string }> = {
  duplicate: { word: 'Duplicate', meaning: 'Another task says the same.' },
  invalid: { word: 'Not valid', meaning: 'It rests on a mistake, or cannot be done.' },
  already_resolved: { word: 'Done already', meaning: 'What it asks for is there.' },
  wont_fix: { word: 'Not wanted', meaning: 'It could be done, and shall not be.' },
};
export const RESOLUTIONS = Object.keys(RESOLUTION) as Resolution[];
