/** The words of the dialogs that keep views of the list of tasks. */
export const words = {
  save: {
    title: 'Save this view',
    about: 'Its filters, layout and order are kept; the tasks in it are always those of the moment.',
    confirm: 'Save view',
    name: 'Name of the view',
    share: 'Share it with all of the workspace',
    saved: (name: string) => `“${name}” is among the views`,
  },
  manage: {
    title: 'Manage views',
    about: 'A shared view is there for all of the workspace. Deleting one changes no task.',
    none: 'No view is left. Save one from the list.',
  },
  row: {
    name: (name: string) => `Name of the view ${name}`,
    rename: 'Rename',
    shared: 'Shared with the workspace',
    private: 'Private',
    by: (has: string, name: string) => `${has}, by ${name}`,
    makePrivate: 'Make private',
    share: 'Share',
    show: 'Show what is listed now',
    deleteForAll: 'Delete for all',
    deleteForGood: 'Delete for good',
    delete: (name: string) => `Delete the view ${name}`,
  },
};
