import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { getMe } from '@/contract/account';
import { getQueueSettings } from '@/contract/queue';
import { getStats } from '@/contract/stats';
import { Prefetch } from './prefetch';

export const dynamic = 'force-dynamic';

/** Everything a signed-in person sees stands inside the shell. */
export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Prefetch wants={[{ endpoint: getStats }, { endpoint: getQueueSettings }, { endpoint: getMe }]} whole>
      <Shell>{children}</Shell>
    </Prefetch>
  );
}
