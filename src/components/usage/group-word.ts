import type { UsageGroup, UsageGrouping } from '@/contract/usage';
import { ROLE_WORDS } from '../task/role-words';
import { words } from '../words/usage';

/** What a group is called: by its name, or by what it means that it has none. */
export function groupWord(by: UsageGrouping, { key, name }: Pick<UsageGroup, 'key' | 'name'>): string {
  if (name === null) return key === null ? words.nameless[by].none : words.nameless[by].gone;
  return by === 'role' ? (ROLE_WORDS[name as keyof typeof ROLE_WORDS] ?? name) : name;
}
