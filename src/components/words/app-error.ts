/** The words of the last resort: apart, because every page loads them. */
export const words = {
  title: 'The page could not be drawn',
  cause: 'The server met an error it did not expect. Its log has the cause.',
  causeUnder: 'The server met an error it did not expect. Its log has the cause under this id:',
  tryAgain: 'Try again',
};
