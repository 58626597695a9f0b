import type { Resolution } from '@/contract/task';
import { words } from '../words/task-facts';

/** What people read for each way to close a task without doing it. */
export const RESOLUTION = words.resolutions;
export const RESOLUTIONS = Object.keys(RESOLUTION) as Resolution[];
