/** The words of the list of tasks. */
export const words = {
  page: {
    leads: {
      list: 'Sorted by who has to do something: you first, then the machines.',
      table: 'All in one order, whoever has to do something.',
      board: 'From the queue to the base branch; a card moves as its task does.',
      graph: 'Which task waits for which: what comes first stands on the left.',
    },
    view: 'View',
    views: { list: 'List', table: 'Table', board: 'Board', graph: 'Graph' },
    import: 'Import',
    unread: 'The tasks could not be read',
    table: 'Tasks by attention',
    all: 'All tasks',
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
    showAll: 'Show all',
    ofGroup: (title: string) => ` of ${title}`,
    pickAll: (title: string) => `Pick all of ${title}`,
  },
  row: {
    pick: (ref: string) => `Pick ${ref}`,
    assigned: (name: string) => `Assigned to ${name}`,
    assignedTo: 'Assigned to ',
  },
};
