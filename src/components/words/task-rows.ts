import type { RiskLevel } from '@/contract/task';

const risks: Record<RiskLevel, string> = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', CRITICAL: 'Critical' };

/** The words of rows of tasks: their risks, and the group of those that ended. */
export const words = { risks, ended: 'Ended' };
