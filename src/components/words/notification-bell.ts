/** The words of the bell. */
export const words = {
  bell: (unread: number) => (unread === 0 ? 'Notifications' : `Notifications, ${unread} not read`),
};
