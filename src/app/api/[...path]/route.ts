import { webDoor } from './web-door';

export const dynamic = 'force-dynamic';
/** Seconds: a stream ends by itself before that, a poll much sooner. */
export const maxDuration = 60;

export {
  webDoor as DELETE,
  webDoor as GET,
  webDoor as HEAD,
  webDoor as OPTIONS,
  webDoor as PATCH,
  webDoor as POST,
  webDoor as PUT,
};
