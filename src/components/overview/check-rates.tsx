import type { Stats } from '@/contract/stats';
import { Panel } from '../ui/panel';
import { words } from '../words/overview';

/** How often each kind of check passed. */
export function CheckRates({ checks }: { checks: Stats['checks'] }) {
  if (checks.length === 0) return null;
  return (
    <Panel title={words.checks} id="check-rates">
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {checks.map(({ kind, passed, total }) => {
          const share = total === 0 ? 0 : passed / total;
          return (
            <div key={kind} className="grid grid-cols-[1fr_auto] text-label">
              <dt className="text-ink-2">{kind}</dt>
              <dd>
                {passed}/{total} <span className="text-ink-3">({Math.round(share * 100)} %)</span>
              </dd>
              <dd className="col-span-2 mt-1 h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
                <span className="block h-full rounded-full bg-success" style={{ width: `${share * 100}%` }} />
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
