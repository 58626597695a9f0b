import { useWhole } from '@/hooks/use-whole';

/** All projects, newest first, and `named`: the same for a menu, by their names. */
export function useProjects() {
  const projects = useWhole('listProjects');
  return { ...projects, named: projects.items.toSorted((a, b) => a.name.localeCompare(b.name)) };
}
