/** The words of the parts that pages are made of. */
export const words = {
  loading: 'Loading',
  showMore: 'Show more',
  optional: '(optional)',
  copied: 'Copied',
  close: 'Close',
  back: 'Back',
  unchanged: 'Nothing was changed',
  notifications: 'Notifications',
  undo: 'Undo',
  dismiss: 'Dismiss',
  justNow: 'just now',
};
