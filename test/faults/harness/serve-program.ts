import { disposeShared } from '@/lib/shared';
import { serve } from '@/server/serve';
import { startSupervisor } from '@/services/supervisor/start-supervisor';

/** What `npm start` serves, without the pages: a process that a fault may end. Its database is migrated already. */
const served = await serve({
  port: Number(process.env.PORT),
  host: '127.0.0.1',
  dir: process.cwd(),
  next: false,
});
const supervisor = process.env.FAULTS_NO_TIMER ? undefined : startSupervisor();
console.log(`Ready: ${served.url}`);
process.on('SIGTERM', async () => {
  supervisor?.stop();
  await served.close();
  await disposeShared();
  process.exit(0);
});
