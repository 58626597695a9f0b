import { Bug, Layers, type LucideIcon, Milestone, Sparkles, SquareCheck } from 'lucide-react';
import type { TaskType } from '@/contract/task';

interface TypeWord {
  word: string;
  icon: LucideIcon;
  meaning: string;
}

/** What people read for each type, from the largest to the smallest. */
export const TYPE: Record<TaskType, TypeWord> = {
  epic: { word: 'Epic', icon: Milestone, meaning: 'Gathers sub-tasks; done when all of them are.' },
  feature: { word: 'Feature', icon: Sparkles, meaning: 'Gathers sub-tasks; done when all of them are.' },
  story: { word: 'Story', icon: Layers, meaning: 'Gathers sub-tasks; done when all of them are.' },
  task: { word: 'Task', icon: SquareCheck, meaning: 'An agent works on it.' },
  bug: { word: 'Bug', icon: Bug, meaning: 'An agent works on it.' },
};

export const TASK_TYPES = Object.keys(TYPE) as TaskType[];
/** Whether an agent works on it itself. */
export const isWorkedOn = (type: TaskType) => type === 'task' || type === 'bug';
