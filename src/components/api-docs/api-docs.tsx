import { ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { words } from '../words/api-docs';
import { words as common } from '../words/words';
import { ApiFilter } from './api-filter';
import { ErrorTable } from './error-table';
import { OperationView } from './operation-view';
import { findOperations, type Reference } from './read-document';
import { SchemaFields } from './schema-fields';

interface DocsProps extends Reference {
  /** Where this server is reached, for commands that can be copied. */
  origin: string;
  q: string;
}

/** The whole API on one page: every operation, every shape, every error code, each with an address. */
export function ApiDocs({ groups, schemas, version, origin, q }: DocsProps) {
  const shown = findOperations(groups, q);
  const known = new Map(schemas);
  return (
    <>
      <PageHeader
        title={common.pages.api}
        lead={words.lead(version)}
        actions={
          <a
            href="/api/openapi.json"
            className="inline-flex min-h-8 items-center font-medium text-accent underline underline-offset-2"
          >
            {words.document}
          </a>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-3 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)]">
          <ApiFilter q={q} count={shown.reduce((sum, { operations }) => sum + operations.length, 0)} />
          <nav aria-label={words.operations} className="hidden min-h-0 overflow-y-auto lg:block">
            {shown.map(({ tag, operations }) => (
              <div key={tag} className="mb-3">
                <a
                  href={`#tag-${slug(tag)}`}
                  className="flex min-h-6 items-center text-label font-medium hover:underline"
                >
                  {tag}
                </a>
                <ul>
                  {operations.map(({ operationId, method, path }) => (
                    <li key={operationId}>
                      <a
                        href={`#${operationId}`}
                        title={`${method} ${path}`}
                        className="block min-h-6 truncate rounded-control py-0.5 pl-2 text-label text-ink-2 hover:bg-sunken hover:text-ink"
                      >
                        {operationId}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
            <a href="#shapes" className="flex min-h-6 items-center text-label font-medium hover:underline">
              {words.shapes}
            </a>
            <a href="#errors" className="flex min-h-6 items-center text-label font-medium hover:underline">
              {words.errors}
            </a>
          </nav>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          {shown.length === 0 && (
            <Panel>
              <EmptyState
                title={words.none}
                action={<ButtonLink href="/docs/api">{words.showAll}</ButtonLink>}
              >
                {words.search}
              </EmptyState>
            </Panel>
          )}
          {shown.map(({ tag, operations }) => (
            <section key={tag} aria-labelledby={`tag-${slug(tag)}`}>
              <h2 id={`tag-${slug(tag)}`} className="mb-3 text-section font-semibold">
                {tag}
              </h2>
              <div className="flex flex-col gap-4">
                {operations.map((operation) => (
                  <OperationView
                    key={operation.operationId}
                    operation={operation}
                    origin={origin}
                    schemas={known}
                  />
                ))}
              </div>
            </section>
          ))}
          <section aria-labelledby="shapes">
            <h2 id="shapes" className="mb-3 text-section font-semibold">
              {words.shapes}
            </h2>
            <div className="flex flex-col gap-4">
              {schemas.map(([name, schema]) => (
                <Panel key={name} title={<code>{name}</code>} id={`shape-${name}`}>
                  <SchemaFields schema={schema} />
                </Panel>
              ))}
            </div>
          </section>
          <ErrorTable />
        </div>
      </div>
    </>
  );
}

const slug = (tag: string) => tag.toLowerCase().replace(/\W+/g, '-');
