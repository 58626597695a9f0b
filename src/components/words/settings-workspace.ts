/** The words of the settings of the workspace itself. */
export const words = {
  name: {
    title: 'Workspace',
    label: 'Name',
    renamed: 'The workspace has another name',
    whoMay: 'Its admins and owners change it.',
    save: 'Save name',
  },
  another: {
    title: 'Another workspace',
    hint: 'You are its owner; nobody else is in it.',
    notMade: 'It was not made',
    make: 'Make workspace',
  },
  quotas: {
    title: 'Quotas',
    tasksToday: 'Tasks today',
    usedOf: (used: string, limit: string) => `${used} of ${limit}`,
  },
  out: {
    title: 'Danger zone',
    leave:
      'Leave this workspace. Your access tokens for it, your invitations and the machines that you connected end, and your private projects belong to nobody then.',
    leaveAct: 'Leave…',
    transfer: 'Hand it over: another member becomes its owner, and you an admin.',
    transferAct: 'Hand over…',
    first:
      'This is the first workspace of the installation and stays: the runner of the server’s own machine works for it. Its projects can be deleted.',
    firstAct: 'Go to projects',
    delete:
      'Delete it. Everyone, every token, invitation and machine is shut out at once. Tasks, logs and projects are erased behind that, events within a day.',
    deleteAct: 'Delete…',
    askLeave: (name: string) => `Leave ${name}?`,
    thenLeave: 'You see nothing of it any more, until somebody invites you again.',
    confirmLeave: 'Leave',
    askTransfer: (name: string) => `Hand over ${name}?`,
    thenTransfer: 'Only the new owner can make you an owner again.',
    confirmTransfer: 'Hand over',
    heir: 'New owner',
    choose: 'Choose a member',
    askDelete: (name: string) => `Delete ${name}?`,
    thenDelete: 'This cannot be taken back. The repositories themselves are not touched.',
    confirmDelete: 'Delete workspace',
    type: (name: string) => `Type ${name} to delete it`,
  },
};
