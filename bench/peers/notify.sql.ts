export const LISTEN = 'listen bench';
export const NOTIFY = { name: 'notify', text: "select pg_notify('bench', $1)" };
