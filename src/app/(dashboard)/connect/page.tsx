import type { Metadata } from 'next';
import { ConnectPage } from '@/components/connect/connect-page';
import { listProjects } from '@/contract/project';
import { listRunners } from '@/contract/runner';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: 'Connect a machine' };

export default function Connect() {
  return (
    <Prefetch wants={[{ endpoint: listRunners }, { endpoint: listProjects }]}>
      <ConnectPage />
    </Prefetch>
  );
}
