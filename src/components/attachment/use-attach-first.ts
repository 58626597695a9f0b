import { useState } from 'react';
import type { Task } from '@/contract/task';
import { ApiError } from '@/hooks/api-error';
import { call } from '@/hooks/call';
import { sendFile } from './use-uploads';

/** What was wished when the task was made. */
export interface Wish {
  /** Keep it out of the queue. */
  draft: boolean;
  /** Make another one afterwards. */
  another: boolean;
}

/** A task that was made and does not have all of its files yet; it is out of the queue meanwhile. */
export interface Unfinished {
  task: Task;
  wish: Wish;
  left: { file: File; problem: string }[];
  /** It has its files, and could not be queued. */
  error: ApiError | null;
}

/**
 * Gives files to a task that was just made, and only then queues it: whoever takes it finds all of them. Where one does
 * not arrive, the task and the file stay as `unfinished`, to be sent again or left out.
 */
export function useAttachFirst(onDone: (task: Task, wish: Wish) => void) {
  const [unfinished, setUnfinished] = useState<Unfinished | null>(null);
  const [busy, setBusy] = useState(false);
  const finish = async (task: Task, files: File[], wish: Wish) => {
    setBusy(true);
    const left: Unfinished['left'] = [];
    for (const file of files) {
      const problem = await sendFile(task.ref, file);
      if (problem) left.push({ file, problem });
    }
    let error: ApiError | null = null;
    if (left.length === 0 && !wish.draft) error = await queueTask(task.ref);
    setBusy(false);
    if (left.length > 0 || error) return setUnfinished({ task, wish, left, error });
    setUnfinished(null);
    onDone(task, wish);
  };
  return { unfinished, busy, finish };
}

async function queueTask(ref: string): Promise<ApiError | null> {
  try {
    await call('runTask', { params: { id: ref }, body: {} });
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
