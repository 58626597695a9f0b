import { ERROR_STATUS } from '@/contract/errors';
import { words } from '../words/api-docs';

/** Every error code and its status. */
export function ErrorTable() {
  return (
    <section aria-labelledby="errors">
      <h2 id="errors" className="mb-3 text-section font-semibold">
        {words.errors}
      </h2>
      <p className="mb-3 max-w-[72ch] text-read text-ink-2">{words.errorsLead}</p>
      <dl className="grid gap-x-6 rounded-panel border border-line bg-panel px-4 py-2 sm:grid-cols-2 xl:grid-cols-3">
        {Object.entries(ERROR_STATUS).map(([code, status]) => (
          <div key={code} className="flex gap-3 py-1">
            <dt className="mono text-label">{status}</dt>
            <dd className="min-w-0">
              <code className="text-label break-all">{code}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
