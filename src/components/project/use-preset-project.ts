import { useState } from 'react';

/**
 * The project that a form begins with, by id: the first that there was when it was opened, for as long as there is that
 * one. A project that somebody makes meanwhile does not take its place. Empty while none is known.
 */
export function usePresetProject(projects: readonly { id: string }[]): string {
  const [preset, setPreset] = useState('');
  const stands = projects.some(({ id }) => id === preset);
  const first = projects[0]?.id ?? '';
  if (!stands && first !== preset) setPreset(first);
  return stands ? preset : first;
}
