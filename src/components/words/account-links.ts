/** The words of the pages that a link opens: an invitation, a new password, an address, the first account. */
export const words = {
  broken: {
    title: 'This link is not whole',
    text: 'A part of its address is missing, behind the #. Open it again from the message that it came in.',
    goOn: 'Go to the overview',
  },
  invitation: {
    unusable: 'This invitation cannot be used',
    title: 'Join {workspace}',
    as: (role: string) => `You are invited as ${role === 'owner' || role === 'admin' ? 'an' : 'a'} ${role}.`,
    signedIn: (email: string) => `You are signed in as ${email}.`,
    failed: 'You have not joined',
    join: 'Join',
    signIn: 'Sign in and join',
    make: 'Make an account and join',
    haveNone: 'I have no account',
  },
  reset: {
    done: 'Your password is changed',
    ended: 'Wherever you were signed in, that has ended.',
    title: 'Set a new password',
    password: 'New password',
    set: 'Set the password',
  },
  verify: {
    title: 'Confirm your address',
    done: 'Your address is confirmed',
    failed: 'The address is not confirmed',
    goOn: 'Go on',
    confirm: 'Confirm',
  },
  welcome: {
    become: 'Become the owner',
    turnOn: 'Turn on accounts',
    openLink:
      'This server has no owner yet. It printed a link when it started: open that one, so that it knows that it is you.',
    stays:
      'Your tasks, projects and machines stay as they are and become this account’s. From then on everyone signs in, on this machine too, and you can invite others.',
    make: 'Make the owner’s account',
    notNow: 'Not now',
  },
};
