import {
  EXCEPTIONS_OPEN,
  IN_REVIEW,
  RECENT_EVENTS,
  RECENT_TASKS,
  RUNNING_NOW,
} from '@/components/overview/asks';
import { Overview } from '@/components/overview/overview';
import { listEvents } from '@/contract/event';
import { listExceptions } from '@/contract/exception';
import { listProjects } from '@/contract/project';
import { listRunners } from '@/contract/runner';
import { getStats } from '@/contract/stats';
import { listTasks } from '@/contract/task-calls';
import { Prefetch } from '../prefetch';

export default function OverviewPage() {
  return (
    <Prefetch
      wants={[
        { endpoint: getStats, needed: true },
        { endpoint: listExceptions, query: EXCEPTIONS_OPEN },
        { endpoint: listTasks, query: IN_REVIEW },
        { endpoint: listTasks, query: RUNNING_NOW },
        { endpoint: listEvents, query: RECENT_EVENTS },
        { endpoint: listTasks, query: RECENT_TASKS },
        { endpoint: listRunners },
        { endpoint: listProjects },
      ]}
    >
      <Overview />
    </Prefetch>
  );
}
