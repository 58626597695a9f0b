// Stands alone, so that a page that needs it loads no schema.

/** The largest file that a task takes, in bytes. */
export const ATTACHMENT_MAX = 10 * 1024 * 1024;
/** How many files a task takes, and how many bytes they may have together. */
export const ATTACHMENTS_MOST = 20;
export const ATTACHMENTS_MAX = 50 * 1024 * 1024;

/** Pictures that a browser shows without running anything. */
export const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
