/** What a machine says when it opens a session that takes signed tasks and messages alone. */
export const SIGNED_ONLY = 'signed-only';
