/** Processes of one database hear each other on this channel; Postgres keeps databases apart. */
export const LISTEN = 'listen ao_wake';

/** $1 sender and topics, apart by spaces */
export const TELL = "select pg_notify('ao_wake', $1)";

/** Whether the connection is still there. */
export const PROBE = 'select 1';
