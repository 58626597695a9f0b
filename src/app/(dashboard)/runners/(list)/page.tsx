import type { Metadata } from 'next';
import { RunnersPage } from '@/components/runner/runners-page';
import { words } from '@/components/words/words';
import { listRunners } from '@/contract/runner';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.pages.runners };

export default function Runners() {
  return (
    <Prefetch wants={[{ endpoint: listRunners, needed: true }]}>
      <RunnersPage />
    </Prefetch>
  );
}
