import { CircleCheck, CircleX } from 'lucide-react';
import Link from 'next/link';
import type { Flow } from '@/contract/flow-calls';
import { Panel } from '../ui/panel';
import { TimeAgo } from '../ui/time-ago';
import { words as basics } from '../words/flow-basics';
import { words } from '../words/flow-list';
import { words as common } from '../words/words';

/** Flows in rows; each leads to its editor. */
export function FlowTable({ flows }: { flows: Flow[] }) {
  return (
    <Panel flush>
      <ul aria-label={common.pages.flows}>
        {flows.map((flow) => (
          <li
            key={flow.id}
            className="relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0 hover:bg-sunken"
          >
            <span className="mono w-16 shrink-0 text-label text-ink-3">{flow.ref}</span>
            <Link
              href={`/flows/${flow.ref}/edit`}
              className="covering min-w-0 flex-1 basis-48 truncate font-medium"
            >
              <bdi>{flow.name}</bdi>
            </Link>
            <span className="inline-flex items-center gap-1.5 text-label xl:w-20">
              {flow.errors === 0 ? (
                <>
                  <CircleCheck className="size-3.5 text-success" aria-hidden="true" /> {words.table.canRun}
                </>
              ) : (
                <>
                  <CircleX className="size-3.5 text-danger" aria-hidden="true" /> {basics.faults(flow.errors)}
                </>
              )}
            </span>
            <span className="text-label text-ink-2 tabular-nums xl:w-30">
              {basics.nodes(flow.nodes)}, {basics.edges(flow.edges)}
            </span>
            <span className="text-label text-ink-2 xl:w-18">{basics.version(flow.version)}</span>
            <span className="text-label text-ink-2 xl:w-32 xl:truncate" title={flow.projectName}>
              <bdi>{flow.projectName}</bdi>
            </span>
            <span className="text-label text-ink-3 xl:w-20 xl:text-right">
              <TimeAgo at={flow.updatedAt} />
            </span>
            <Link
              href={`/flows/${flow.ref}/runs`}
              aria-label={basics.runsOf(flow.name)}
              className="relative z-10 text-accent hover:underline"
            >
              {basics.runs}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
