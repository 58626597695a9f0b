/** The words for who is signed in and let in nowhere. */
export const words = {
  title: 'This is not for you yet',
  sent: 'A link is on its way',
  send: 'Send the link again',
  notSent: 'No link was sent',
  signOut: 'Sign out',
};
