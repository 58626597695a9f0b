import type { Metadata } from 'next';
import { Runs } from '@/components/flow-run/runs-page';
import { runsOf } from '@/components/flow-run/runs-query';
import { words } from '@/components/words/app-pages';
import { listFlowRuns } from '@/contract/flow-run';
import { Prefetch } from '../../prefetch';

export const metadata: Metadata = { title: words.runs };

export default function AllRuns() {
  return (
    <Prefetch wants={[{ endpoint: listFlowRuns, query: runsOf(), pages: true, needed: true }]}>
      <Runs />
    </Prefetch>
  );
}
