/** The words of signing in, and of what can go wrong on the way. */
export const words = {
  make: 'Make an account',
  forgot: 'Forgot your password?',
  invited: 'No account? An owner or admin of your workspace can make an invitation in Settings.',
  forgotten: {
    noMail:
      'An owner or admin of your workspace can make a link by which you set a new one: in Settings, under Members.',
    notSent: 'No link was sent',
    send: 'Send a link',
    sent: 'If {email} has an account here, a link is on its way. It is good once, for an hour.',
    back: 'Back to sign in',
  },
  /** By the code of what went wrong at a provider. */
  failed: {
    access_denied: 'You or the provider ended the sign-in there. Nothing has changed.',
    account_not_linked:
      'There is an account with your address, and it is not proven that it is yours. Sign in with its password and confirm the address; then the provider opens it too.',
    needs_invitation:
      'You have no account here yet, and it needs an invitation for your address. Ask an owner or admin of the workspace for a link, and open that first.',
    disabled: 'This account is disabled. Ask an administrator of this installation to enable it.',
    needs_owner: 'This installation has no owner yet, so nobody can join it.',
    state_mismatch: 'The sign-in took too long, or was begun in another browser. Try again.',
    unverified_address:
      'The provider has not seen that your e-mail address is yours. Confirm it there, then try again.',
  },
  failedOther: 'The provider did not vouch for you. Try again, or sign in another way.',
};
