import type { Metadata } from 'next';
import { ExceptionsPage } from '@/components/exception/exceptions-page';
import { EXCEPTIONS_OPEN, IN_REVIEW } from '@/components/overview/asks';
import { listExceptions } from '@/contract/exception';
import { listTasks } from '@/contract/task-calls';
import { Prefetch } from '../prefetch';

export const metadata: Metadata = { title: 'Needs you' };

export default function Exceptions() {
  return (
    <Prefetch
      wants={[
        { endpoint: listExceptions, query: EXCEPTIONS_OPEN, needed: true },
        { endpoint: listTasks, query: IN_REVIEW },
      ]}
    >
      <ExceptionsPage />
    </Prefetch>
  );
}
