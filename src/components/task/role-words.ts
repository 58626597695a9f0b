import type { TaskRole } from '@/contract/task';

/** In the order of how often they are wanted. */
export const ROLE_WORDS: Record<TaskRole, string> = {
  coding: 'Coding',
  reviewer: 'Reviewer',
  verifier: 'Verifier',
  planner: 'Planner',
  starter: 'Starter',
  auditor: 'Auditor',
  judge: 'Judge',
  deployer: 'Deployer',
  merger: 'Merger',
  healthcheck: 'Health check',
};
export const ROLES = Object.keys(ROLE_WORDS) as TaskRole[];
