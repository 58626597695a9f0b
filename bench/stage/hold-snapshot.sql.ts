/** A transaction that sees the database as it is now, for as long as it is open. */
export const HOLD_SNAPSHOT = ['begin isolation level repeatable read', 'select count(*) from lease'];
