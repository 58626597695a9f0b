/** The words of what several pages about accounts show. */
export const words = {
  product: 'Agent Orchestrator',
  name: 'Your name',
  email: 'E-mail address',
  password: 'Password',
  passwordHint: 'At least 12 characters. A few words are good.',
  provider: (name: string) => `Continue with ${name}`,
  signIn: 'Sign in',
  notSignedIn: 'You are not signed in',
  notMade: 'No account was made',
  have: 'I have an account',
};
