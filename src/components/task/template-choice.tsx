'use client';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TaskTemplate } from '@/contract/task-template';
import { useChange } from '@/hooks/use-change';
import { useEndpoint } from '@/hooks/use-endpoint';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Select } from '../ui/controls';
import { described, Field } from '../ui/field';
import { words } from '../words/task-form';

/** The templates that a task of a project can begin with; nothing where there are none. */
export function TemplateChoice({
  id,
  projectId,
  onPick,
}: {
  id: string;
  projectId: string;
  onPick(draft: TaskTemplate['draft']): void;
}) {
  const { data: templates = [] } = useEndpoint(
    'listTaskTemplates',
    { query: { projectId } },
    { enabled: projectId !== '' },
  );
  const [chosen, setChosen] = useState('');
  const [deleting, setDeleting] = useState(false);
  const remove = useChange('deleteTaskTemplate', {
    onSuccess: () => {
      setDeleting(false);
      setChosen('');
    },
  });
  const template = templates.find((one) => one.id === chosen);
  if (templates.length === 0) return null;
  return (
    <Field id={id} label={words.template.label} hint={words.template.hint}>
      <div className="flex gap-2">
        <Select
          {...described(id)}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
            const picked = templates.find((one) => one.id === event.target.value);
            if (picked) onPick(picked.draft);
          }}
        >
          <option value="">{words.template.none}</option>
          {templates.map(({ id: value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
        {template && (
          <Button
            look="quiet"
            size="icon"
            aria-label={words.template.delete(template.name)}
            onClick={() => setDeleting(true)}
          >
            <Trash2 className="size-4" aria-hidden="true" />
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={words.template.deleteTitle(template?.name ?? '')}
        description={words.template.deleteAbout}
        confirm={words.template.deleteConfirm}
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => template && remove.mutate({ params: { id: template.id } })}
      />
    </Field>
  );
}
