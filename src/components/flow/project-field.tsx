'use client';
import { useProjects } from '../project/use-projects';
import { Select } from '../ui/controls';
import { Field } from '../ui/field';
import { words } from '../words/flow-new';

/** Which project a flow belongs to; nothing where there is but one. */
export function ProjectField({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string;
  onChange(id: string): void;
}) {
  const { named } = useProjects();
  if (named.length < 2) return null;
  return (
    <Field id={id} label={words.project}>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {named.map((project) => (
          <option key={project.id} value={project.id}>
            {project.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
