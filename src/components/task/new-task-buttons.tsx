import { Button } from '../ui/button';
import { words } from '../words/task-new';

interface ButtonsProps {
  busy: boolean;
  onCreate(draft: boolean, another: boolean): void;
}

/** What can become of a task that is being written; the first one is the form's own. */
export function NewTaskButtons({ busy, onCreate }: ButtonsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" look="primary" busy={busy} title={words.keys}>
        {words.create}
      </Button>
      <Button disabled={busy} onClick={() => onCreate(false, true)}>
        {words.another}
      </Button>
      <Button look="quiet" disabled={busy} onClick={() => onCreate(true, false)}>
        {words.keepOut}
      </Button>
    </div>
  );
}
