import { Bug, Layers, type LucideIcon, Milestone, Sparkles, SquareCheck } from 'lucide-react';
import type { TaskType } from '@/contract/task';
import { words } from '../words/task-status';

interface TypeWord {
  word: string;
  icon: LucideIcon;
  meaning: string;
}

const { gathers, worked } = words.type;

/** What people read for each type, from the largest to the smallest. */
export const TYPE: Record<TaskType, TypeWord> = {
  epic: { word: words.type.epic, icon: Milestone, meaning: gathers },
  feature: { word: words.type.feature, icon: Sparkles, meaning: gathers },
  story: { word: words.type.story, icon: Layers, meaning: gathers },
  task: { word: words.type.task, icon: SquareCheck, meaning: worked },
  bug: { word: words.type.bug, icon: Bug, meaning: worked },
};

export const TASK_TYPES = Object.keys(TYPE) as TaskType[];
/** Whether an agent works on it itself. */
export const isWorkedOn = (type: TaskType) => type === 'task' || type === 'bug';
