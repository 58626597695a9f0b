import type { TaskRole } from '@/contract/task';

const roles: Record<TaskRole, string> = {
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

/** The words of the roles of tasks, in the order in which they are offered. */
export const words = { roles };
