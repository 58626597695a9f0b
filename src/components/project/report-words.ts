import type { ProjectReportState } from '@/contract/project';
import type { Tone } from '../ui/chip';
import { words } from '../words/project-reports';

const TONES: Record<ProjectReportState, Tone> = {
  ok: 'success',
  missing: 'danger',
  not_allowed: 'attention',
  not_git: 'danger',
  bare: 'danger',
  empty: 'danger',
  no_branch: 'danger',
  no_identity: 'attention',
  unsupported: 'danger',
  no_room: 'attention',
};

/** What a runner's word on a project means and what to do about it. */
export const reportWords = (state: ProjectReportState) => ({ ...words.states[state], tone: TONES[state] });
