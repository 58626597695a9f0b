/** The words over a page that does not show the present. */
export const words = {
  paused: 'Live updates paused. Connecting again…',
  cutOff: 'No connection. This is what was last read; nothing can be changed until it is back.',
  since: (age: string) => `for ${age}`,
  connectNow: 'Connect now',
  stays: 'You are offline: other pages open when the connection is back',
};
