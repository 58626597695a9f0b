import { disposeShared } from '@/lib/shared';
import { serve } from '@/server/serve';
import { startSupervisor } from '@/services/supervisor/start-supervisor';
import { answerCalls } from './answer-calls';

// The real server without its pages, as `npm start` runs it.
const served = await serve({ port: 0, host: '127.0.0.1', dir: process.cwd(), next: false });
const supervisor = startSupervisor();

answerCalls({ port: () => served.port }, async () => {
  supervisor.stop();
  await served.close();
  await disposeShared();
});
