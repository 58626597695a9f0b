const WORDS: Record<string, string> = {
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
};

/** What went wrong on the way back from a provider, in words. */
export const providerWords = (failed: string): string =>
  WORDS[failed] ?? 'The provider did not vouch for you. Try again, or sign in another way.';
