/** The words of what stands where there is no project yet. */
export const words = {
  title: 'Tasks need a project',
  add: 'Add a project',
  what: 'A project names the repository and the checks.',
};
