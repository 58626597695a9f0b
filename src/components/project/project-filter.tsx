'use client';
import { Select } from '../ui/controls';
import { words } from '../words/project-filter';
import { useProjects } from './use-projects';

interface FilterProps {
  /** A wire id; empty for all of them. */
  value: string;
  onPick(projectId: string | null): void;
}

/** Narrows a page down to one project; nothing where there is only one. */
export function ProjectFilter({ value, onPick }: FilterProps) {
  const { named } = useProjects();
  if (named.length < 2) return null;
  return (
    <Select
      aria-label={words.project}
      fit
      className="max-w-52"
      value={value}
      onChange={(event) => onPick(event.target.value || null)}
    >
      <option value="">{words.all}</option>
      {named.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
