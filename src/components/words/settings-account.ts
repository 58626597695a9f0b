/** The words of one's own account. */
export const words = {
  none: {
    title: 'Accounts',
    text: 'This dashboard serves whoever sits at this machine, without an account. To work with others, or to open it to a network, turn on accounts: everything that is here stays, and belongs to you.',
  },
  signOut: 'Sign out',
  workspace: 'Workspace',
  name: {
    label: 'Your name',
    changed: 'Your name is changed',
    notChanged: 'Your name was not changed',
    change: 'Change name',
  },
  password: {
    title: 'Password',
    changed: 'The password is changed; your other sessions have ended',
    current: 'Current password',
    new: 'New password',
    newHint: 'At least 12 characters.',
    change: 'Change password',
  },
  sessions: {
    title: 'Where you are signed in',
    signedOut: 'Signed out there',
    since: 'since {ago}',
    thisOne: 'This one',
  },
  data: {
    title: 'Your data',
    text: 'What is known of you, and what you wrote and did here, as one file. Deleting your account ends your sessions, access tokens and the machines that you connected; what you made in workspaces stays there.',
    download: 'Download my data',
    delete: 'Delete my account',
    ask: 'Delete your account?',
    effect: 'It cannot be brought back.',
    keep: 'Keep it',
    email: 'Your e-mail address, to be sure',
    password: 'Password',
    passwordHint: 'Where you sign in with one.',
  },
};
