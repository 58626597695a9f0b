import { ATTACHMENT_MAX } from '@/contract/attachment-limits';
import { formatBytes } from '../ui/format-count';
import { words } from '../words/attachment';

/** Why a task would not take a file, in a sentence; null where it would. */
export function refuseFile({ name, size }: { name: string; size: number }): string | null {
  if (size === 0) return words.empty(name);
  if (size > ATTACHMENT_MAX) return words.large(name, formatBytes(size), formatBytes(ATTACHMENT_MAX));
  return null;
}
