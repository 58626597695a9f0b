import type { Metadata } from 'next';
import { ConnectPage } from '@/components/connect/connect-page';
import { words } from '@/components/words/app-pages';
import { listProjects } from '@/contract/project';
import { listRunners } from '@/contract/runner';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: words.connect };

export default function Connect() {
  return (
    <Prefetch wants={[{ endpoint: listRunners }, { endpoint: listProjects }]}>
      <ConnectPage />
    </Prefetch>
  );
}
