/** The words of the list of tasks. */
export const words = {
  page: {
    leadList: 'Sorted by who has to do something: you first, then the machines.',
    leadBoard: 'From the queue to the base branch; a card moves as its task does.',
    view: 'View',
    list: 'List',
    board: 'Board',
    import: 'Import',
    unread: 'The tasks could not be read',
    table: 'Tasks by attention',
  },
  table: {
    pick: 'Pick',
    priority: 'Priority',
    status: 'Status',
    task: 'Task',
    risk: 'Risk',
    proof: 'Proof',
    runner: 'Runner',
    cost: 'Cost',
    updated: 'Updated',
    pickAll: (title: string) => `Pick all of ${title}`,
  },
  row: {
    pick: (ref: string) => `Pick ${ref}`,
    assigned: (name: string) => `Assigned to ${name}`,
    assignedTo: 'Assigned to ',
  },
};
