import { webDoor } from '../api/[...path]/web-door';

export const dynamic = 'force-dynamic';

export { webDoor as GET };
