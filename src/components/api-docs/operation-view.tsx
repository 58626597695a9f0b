import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { Scroller } from '../ui/scroller';
import { words } from '../words/api-docs';
import { words as shape } from '../words/api-docs-schema';
import { curlLine } from './curl-line';
import { errorsOf } from './errors-of';
import type { Operation, Schema } from './read-document';
import { SchemaFields } from './schema-fields';
import { boundsOf, fieldsOf, namesIn, typeWords } from './schema-words';

const METHOD: Record<string, string> = {
  GET: 'bg-tint-success text-success',
  POST: 'bg-tint-active text-active',
  PUT: 'bg-tint-attention text-attention',
  PATCH: 'bg-tint-attention text-attention',
  DELETE: 'bg-tint-danger text-danger',
};
const WHO: Record<string, string> = words.who;

interface ViewProps {
  operation: Operation;
  origin: string;
  schemas: Map<string, Schema>;
}

/** One operation: what it takes, what it answers, how it refuses, and a line that calls it. */
export function OperationView({ operation, origin, schemas }: ViewProps) {
  const { operationId, method, path, summary, security, parameters, body, status, answer } = operation;
  const curl = curlLine(operation, origin, schemas);
  return (
    <article
      aria-labelledby={operationId}
      className="min-w-0 rounded-panel border border-line bg-panel [contain-intrinsic-size:auto_24rem] [content-visibility:auto]"
    >
      <div className="border-b border-line px-4 py-2.5">
        <h3 id={operationId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={clsx('mono rounded px-1.5 py-0.5 text-meta font-semibold', METHOD[method])}>
            {method}
          </span>
          <code className="min-w-0 text-read font-medium break-all">{path}</code>
          <a
            href={`#${operationId}`}
            className="ml-auto inline-flex min-h-6 items-center text-label text-ink-3 hover:text-ink hover:underline"
          >
            #{operationId}
          </a>
        </h3>
        <p className="mt-1 text-read text-ink-2">{summary}</p>
        {security && <p className="text-label text-ink-3">{words.called(WHO[security] ?? security)}</p>}
      </div>
      <div className="flex flex-col gap-4 p-4">
        {parameters.length > 0 && (
          <Part title={words.parameters}>
            <dl className="divide-y divide-line rounded-control border border-line">
              {parameters.map((one) => (
                <div
                  key={one.name}
                  className="grid gap-x-4 gap-y-0.5 px-3 py-1.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
                >
                  <dt>
                    <code>{one.name}</code>{' '}
                    <span className="text-label text-ink-3">
                      {one.in}
                      {one.required ? `, ${words.needed}` : ''}
                    </span>
                  </dt>
                  <dd className="min-w-0 text-label break-words text-ink-2">
                    <code>{typeWords(one.schema)}</code>
                    {one.schema.type === 'array' && `, ${words.byCommas}`}
                    {boundsOf(one.schema).map((bound) => (
                      <span key={bound}>, {bound}</span>
                    ))}
                    {one.description && <span className="block">{one.description}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </Part>
        )}
        {body && (
          <Part title={words.body}>
            <Shapes content={body} />
          </Part>
        )}
        <Part title={words.answer(status)}>
          <Shapes content={answer} />
        </Part>
        <Part title={words.refusals}>
          <p className="flex flex-wrap gap-x-4 text-label text-ink-2">
            {errorsOf(operation).map(([code, at]) => (
              <a key={code} href="#errors" className="inline-flex min-h-6 items-center gap-1 hover:underline">
                {at} <code>{code}</code>
              </a>
            ))}
          </p>
        </Part>
        <div className="flex items-start gap-2 rounded-control border border-line bg-canvas p-2 pl-3">
          <Scroller label={words.commandFor(operationId)} className="min-w-0 flex-1 py-0.5">
            <code className="text-label whitespace-pre">{curl}</code>
          </Scroller>
          <CopyButton text={curl} label={words.copy} />
        </div>
      </div>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="mb-1.5 text-label font-medium text-ink-3">{title}</h4>
      {children}
    </section>
  );
}

/** What travels, by media type; `{data: …}` is drawn as what stands in it. */
function Shapes({ content }: { content: Operation['answer'] }) {
  return Object.entries(content).map(([type, { schema }]) => {
    if (!schema || type !== 'application/json')
      return (
        <p key={type} className="text-label text-ink-2">
          <code>{type}</code>
        </p>
      );
    const data = schema.properties?.data;
    const inner = data ?? schema;
    const names = namesIn(inner);
    const drawn = names.length === 0 && fieldsOf(inner).length > 0;
    return (
      <div key={type}>
        <p className="text-label text-ink-2">
          {data && `${schema.properties?.pagination ? words.inPages : words.inData} `}
          {names.length > 0 ? (
            <>
              {inner.items && `${shape.arrayOf} `}
              {names.map((name) => (
                <a key={name} href={`#shape-${name}`} className="mr-1 text-accent underline">
                  <code>{name}</code>
                </a>
              ))}
            </>
          ) : (
            (!drawn || inner.items) && <code>{inner.items && drawn ? shape.arrayOf : typeWords(inner)}</code>
          )}
        </p>
        {drawn && <SchemaFields schema={inner} />}
      </div>
    );
  });
}
