'use client';
import { Checkbox } from '../ui/controls';
import { useProjects } from './use-projects';

interface ChoiceProps {
  /** What the choice is about, such as “Projects it works on”. */
  legend: string;
  /** What none ticked means. */
  none: string;
  /** Wire ids. */
  chosen: string[];
  onChoose(ids: string[]): void;
}

/** Some of the workspace's projects, or all of them by ticking none. */
export function ProjectChoice({ legend, none, chosen, onChoose }: ChoiceProps) {
  const { named } = useProjects();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-label font-medium text-ink">{legend}</legend>
      <div className="flex max-h-40 flex-col overflow-y-auto">
        {named.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </div>
      <p className="text-label text-ink-3">{none}</p>
    </fieldset>
  );
}
