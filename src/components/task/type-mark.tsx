import type { TaskType } from '@/contract/task';
import { TYPE } from './type-words';

/** What kind of work a task is; a plain task needs no mark, unless asked for by `always`. */
export function TypeMark({ type, always }: { type: TaskType; always?: boolean }) {
  if (type === 'task' && !always) return null;
  const { word, icon: Icon, meaning } = TYPE[type];
  return (
    <span className="inline-flex shrink-0 items-center gap-1" title={meaning}>
      <Icon
        className={`size-3.5 ${type === 'bug' ? 'text-danger' : 'text-ink-2'}`}
        {...(always ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word })}
      />
      {always && word}
    </span>
  );
}
