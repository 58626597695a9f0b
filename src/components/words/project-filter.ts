/** The words of the choice of one project, which lists have. */
export const words = {
  project: 'Project',
  all: 'All projects',
};
