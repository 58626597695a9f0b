import type { TaskRole } from '@/contract/task';
import { words } from '../words/task-roles';

/** In the order of how often they are wanted. */
export const ROLE_WORDS = words.roles;
export const ROLES = Object.keys(ROLE_WORDS) as TaskRole[];
