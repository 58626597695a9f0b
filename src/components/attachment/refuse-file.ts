import { ATTACHMENT_MAX } from '@/contract/attachment-limits';
import { formatBytes } from '../ui/format-count';

/** Why a task would not take a file, in a sentence; null where it would. */
export function refuseFile({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return `${name} is empty.`;
  if (size > ATTACHMENT_MAX)
    return `${name} has ${formatBytes(size)}. A task takes files of ${formatBytes(ATTACHMENT_MAX)} at most: attach a part of it, or pack it.`;
  return null;
}
